"""The report of faults is a workbook that adds up, holds no formula, and can be opened and read again."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from outsourcing.workbooks.reading import Sheet, read_workbook
from providers.exports import Counts, faults_of_roster
from providers.ingest import inspect
from tests.people import client_of
from tests.providers.factories import provider
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.files import PEOPLE, read, text

BAD = [
    ("=1+1", "QA", "Pune", "", "=cmd|' /C calc'!A0", "", ""),
    ("+2", "QA", "Pune", "", "@SUM(A1)", "", ""),
    ("9", "QA, tools", "Pune", "", "2022-05-04", "", ""),
    ("-7", "QA", "Pune", "", "2022-05-04", "2021-05-04", ""),
    ("11", "QA", "Pune", "", "31.02.2024", "", ""),
]


def report(content: bytes) -> bytes:
    """The workbook as the page hands it out."""
    roster = stored_roster(provider("Kaveri"), content)
    client = client_of("procurement_lead")
    return client.get(f"/providers/{roster.provider_id}/rosters/{roster.pk}/faults/").content


def rows_of(sheet: Sheet) -> list[tuple[object, ...]]:
    return [row.values for row in sheet.rows]


@pytest.mark.django_db
def test_counts_add_up_and_each_row_is_named() -> None:
    counted, aside, findings = read_workbook(BytesIO(report(text([*PEOPLE, *BAD]).read())))

    assert rows_of(counted)[1:] == [
        ("in the file", 9),
        ("counted", 4),
        ("set aside", 5),
        ("of these listed here", 5),
    ]
    assert rows_of(aside) == [
        ("Line", "Column", "Reason", "Value"),
        (6, "start_date", "this is no date in the chosen format", "=cmd|' /C calc'!A0"),
        (7, "start_date", "this is no date in the chosen format", "@SUM(A1)"),
        (8, None, "there are more cells than headers; a separator too many?"),
        (9, "end_date", "the end lies before the start", "2021-05-04"),
        (10, "start_date", "this is no date in the chosen format", "31.02.2024"),
    ]
    assert rows_of(findings)[1:] == [
        ("this is no date in the chosen format", "error", 3, None, "=1+1, +2, 11"),
        ("the end lies before the start", "error", 1, None, "-7"),
    ]


@pytest.mark.django_db
def test_it_opens_without_a_formula_in_it() -> None:
    book = report(text([*PEOPLE, *BAD]).read())

    opened = openpyxl.load_workbook(BytesIO(book))

    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    with ZipFile(BytesIO(book)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


@pytest.mark.django_db
def test_it_can_be_handed_in_again_and_says_what_it_is() -> None:
    """Whoever sends the report instead of the roster is asked for the columns; nothing becomes a formula."""
    seen = inspect(BytesIO(report(text([*PEOPLE, *BAD]).read())))

    assert seen.sheets == ("Rows", "Rows set aside", "Findings")
    assert seen.layout.sheet == "Rows set aside"
    assert [line.cells[3] for line in seen.sample][:2] == ["=cmd|' /C calc'!A0", "@SUM(A1)"]


def test_ids_that_no_cell_holds_are_counted() -> None:
    finding = {"code": "x", "severity": "error", "count": 200, "date": None, "about": ""}
    reading = {"findings": [{**finding, "ids": [f"{number}-{'x' * 2_000}" for number in range(200)]}]}

    _counted, _aside, findings = read_workbook(
        BytesIO(faults_of_roster("staff.csv", Counts(200, 0, 200), reading, {}))
    )

    said = str(rows_of(findings)[1][4])
    assert said.startswith("0-xxx")
    assert said.endswith("and 186 more")


def test_a_roster_with_odd_signs_is_reported_with_them() -> None:
    row = ("9", "QA", "Pune", "", "\x0b=1\u200f研", "", "")

    value = read(text([*PEOPLE, row])).set_aside[0].value
    reading = {"set_aside": [{"line": 6, "column": "start_date", "reason": "invalid_date", "value": value}]}
    _counted, aside, _findings = read_workbook(
        BytesIO(faults_of_roster("staff.csv", Counts(5, 4, 1), reading, {}))
    )

    assert rows_of(aside)[1] == (6, "start_date", "invalid_date", value)
