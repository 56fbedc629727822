"""What is written comes back unchanged, and no text becomes a formula, a link or a number."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsourcing.workbooks.reading import read_workbook
from outsourcing.workbooks.writing import Choices, Column, Table, Value, write_workbook
from tests.workbooks.bombs import honest

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), min_size=1, max_size=60
).filter(lambda text: "_x00" not in text.lower() and "x005F_" not in text)


def through(*values: Value) -> list[Value]:
    """Values written into one column and read again."""
    (sheet,) = read_workbook(BytesIO(honest(*((value, "end") for value in values))))
    return [row.values[0] for row in sheet.rows[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=cmd|' /C calc'!A0",
        "https://evil.example",
        "mailto:x@example.test",
        "internal:Rows!A1",
        "00123",
        "NA",
        "None",
        "TRUE",
        "1e5",
        "03/04/2024",
        "  two  spaces  ",
        "line\nbreak\r\nand\ttab",
        "{=1}",
        "'quoted",
        "👩🏽‍💻",
    ],
)
def test_no_text_becomes_anything_else(text: str) -> None:
    book = honest((text, 1))

    assert through(text) == [text]
    with ZipFile(BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not [name for name in archive.namelist() if "externalLink" in name]


@given(TEXTS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert through(text) == [text]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_number_is_lost(number: float) -> None:
    (value,) = through(number)

    assert isinstance(value, str | int | float)
    assert float(value) == number


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_written_as_text(number: float) -> None:
    assert through(number) == [repr(number)]


def test_days_and_flags() -> None:
    assert through(date(2026, 11, 24), True, False) == [date(2026, 11, 24), True, False]


def test_a_choice_with_a_comma_is_one_choice() -> None:
    rows = [("Yes, always",)]
    table = Table("Rows", [Column("A", "pick")], rows, choices=[Choices(0, 0, ("Yes, always", "No"))])

    rows_sheet, lists = read_workbook(BytesIO(write_workbook([table], title="Rows", help_mark="?")))

    assert [row.values for row in rows_sheet.rows] == [("A",), ("? pick",), ("Yes, always",)]
    assert [row.values for row in lists.rows] == [("Yes, always",), ("No",)]


def test_a_text_no_cell_can_hold_is_an_error_and_never_cut() -> None:
    with pytest.raises(ValueError, match="32767 characters"):
        honest(("x" * 40_000, 1))
