"""Workbooks that mean harm, and files that are none, are refused in words before they are parsed."""

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from time import process_time

import pytest

from outsourcing.workbooks.faults import Fault, WorkbookRefused
from outsourcing.workbooks.limits import Limits
from outsourcing.workbooks.reading import read_workbook
from tests.workbooks import bombs


def refused(book: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(WorkbookRefused) as refusal:
        read_workbook(BytesIO(book), *([limits] if limits else []))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (bombs.far_cell, "further out|more than 5000 rows"),
        (bombs.many_rows, "more than 5000 rows"),
        (bombs.many_cells, "more than 100000 cells"),
        (bombs.unpacking, "unpacks to far more"),
        (bombs.shrunk, "unpacks to far more"),
        (bombs.many_entries, "unpacks to far more"),
        (bombs.billion_laughs, "damaged"),
        (bombs.outside_entity, "damaged"),
        (bombs.with_macros, "macros"),
        (bombs.a_document, "not a workbook"),
        (lambda: bombs.ENCRYPTED, "encrypted"),
        (lambda: b"", "not a workbook"),
        (lambda: b"name;weight\n1;2\n", "not a workbook"),
        (lambda: b"PK\x03\x04" + b"x" * 500, "damaged"),
        (lambda: bombs.honest(("x", 1))[:-200], "damaged"),
        (lambda: b"PK" + b"x" * 6_000_000, "larger than 5 MB"),
    ],
)
def test_harm_is_refused_before_anything_is_parsed(
    make: Callable[[], bytes], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(*_given: object, **_named: object) -> None:
        raise AssertionError("it was parsed")

    monkeypatch.setattr("openpyxl.load_workbook", parsed)

    said = refused(make())

    assert any(part in said for part in reason.split("|"))


@pytest.mark.parametrize("make", [bombs.far_cell, bombs.unpacking, bombs.billion_laughs, bombs.many_cells])
def test_a_bomb_costs_little(make: Callable[[], bytes]) -> None:
    bomb = make()
    begun = process_time()

    refused(bomb)

    assert process_time() - begun < 5


@pytest.mark.parametrize("make", [bombs.far_cell, bombs.unpacking, bombs.billion_laughs])
def test_a_bomb_takes_no_room(make: Callable[[], bytes]) -> None:
    bomb = make()
    tracemalloc.start()

    refused(bomb)

    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_row_far_out_that_is_empty_is_refused() -> None:
    assert "more than 5000 rows" in refused(bombs.with_sheet('<row r="1048576"/>'))


def test_a_text_that_is_too_long_is_named_by_sheet_and_row() -> None:
    book = bombs.honest(("short", 1), ("x" * 500, 2))

    with pytest.raises(WorkbookRefused) as refusal:
        read_workbook(BytesIO(book), Limits(text=100))

    assert refusal.value.faults == (Fault("A cell holds more than 100 characters.", "Rows", 3),)
    assert str(refusal.value) == "sheet “Rows”, row 3: A cell holds more than 100 characters."


def test_more_sheets_than_allowed() -> None:
    assert "more than 0 sheets" in refused(bombs.honest(("x", 1)), Limits(sheets=0))


def test_a_broken_sheet_is_refused() -> None:
    assert "damaged" in refused(bombs.with_sheet('<row r="1"><c r="A1"><v>1</v></row>'))
    assert "damaged" in refused(bombs.with_sheet('<row r="1"><c r="???"><v>1</v></c></row>'))


def test_a_sheet_that_claims_less_than_it_holds_is_read_whole() -> None:
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>far</t></is></c></row>'
    said = f'{first}<row r="40"><c r="B40"><v>7</v></c></row>'
    book = bombs.changed(
        bombs.with_sheet(said),
        {
            bombs.SHEET: bombs.HEAD.replace("<sheetData>", '<dimension ref="A1"/><sheetData>')
            + said
            + bombs.TAIL
        },
    )

    (sheet,) = read_workbook(BytesIO(book))

    assert [(row.number, row.values) for row in sheet.rows] == [(1, ("far",)), (40, (None, 7))]
