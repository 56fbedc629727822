"""What is no honest roster is refused within seconds, in words, and takes nothing with it."""

from io import BytesIO

import pytest

from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import Layout
from providers.ingest import RosterRefused, inspect, sources
from tests.providers.rosters.files import PEOPLE, changed, read, text, typed, workbook


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (workbook([]), "nothing below"),
        (BytesIO(bytes(range(256)) * 20), "neither a text file nor a workbook"),
        (BytesIO(b"PK\x03\x04 no archive"), "damaged"),
        (BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600), "encrypted or of an old kind"),
        (changed(workbook(typed()), "xl/vbaProject.bin", b"macro"), "macros"),
        (text(headers=[f"column {number}" for number in range(120)]), "more than 100 columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_refused_in_words(file: BytesIO, words: str) -> None:
    with pytest.raises(RosterRefused, match=words):
        read(file)


def test_a_file_without_ids_or_starts_says_what_is_missing() -> None:
    with pytest.raises(RosterRefused, match="employee id and the start date"):
        read(text([("a", "b")], headers=("name", "colour")))


def test_what_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST_FILE", 100)

    with pytest.raises(RosterRefused, match="larger than"):
        inspect(text())


def test_another_encoding_than_said_is_refused_and_can_be_changed() -> None:
    file = text(encoding="cp1252", separator=";")

    with pytest.raises(RosterRefused, match="not in utf-8"):
        inspect(file, Layout(encoding="utf-8", header_line=1))
    assert inspect(file, Layout(encoding="cp1252", header_line=1)).sample[0].cells[1] == "Développement"


def test_an_encoding_out_of_the_list_is_refused() -> None:
    with pytest.raises(RosterRefused, match="cannot be read"):
        inspect(text(), Layout(encoding="rot13", header_line=1))


def test_a_column_that_is_not_there_is_refused() -> None:
    said = Layout(columns={Field.EMPLOYEE_ID: "employee_id", Field.START_DATE: "nowhere"}, header_line=1)

    assert Field.START_DATE not in {
        field for field, name in inspect(text(), said).layout.columns.items() if name == "nowhere"
    }


def test_the_name_of_a_file_decides_nothing() -> None:
    """A workbook called .csv and a text called .xlsx are what they hold."""
    assert inspect(workbook(typed())).sheets == ("People",)
    assert inspect(text()).sheets == ()


def test_formulas_give_the_value_they_were_saved_with() -> None:
    rows = [(*row[:1], "=1+1", *row[2:]) for row in typed()]

    roster = read(workbook(rows))

    assert set(roster.spells.functions.names) == {"=1+1"}


def test_a_cell_of_a_novel_sets_its_row_aside() -> None:
    rows = [PEOPLE[0], ("9", "x" * 5_000, "Pune", "", "2022-05-04", "", "")]

    roster = read(text(rows))

    assert [(row.line, row.column, str(row.reason)) for row in roster.set_aside] == [
        (3, "function", "too_long")
    ]
