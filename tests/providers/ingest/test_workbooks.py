"""Workbooks as programs write them: serial days, two calendars, formulas, errors, sheets, merged cells."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from providers.domain.attrition.spells import day_number
from providers.domain.rosters.dates import DateFormat
from providers.domain.rosters.layout import Layout
from providers.ingest import ReadRoster, RosterRefused, inspect
from tests.providers.rosters.bombs import packed, parts
from tests.providers.rosters.files import PEOPLE, changed, ids, read, typed, workbook
from tests.workbooks.bombs import ENCRYPTED, a_document

HEADERS = ("employee_id", "function", "start_date", "end_date")
DAY = date(2024, 3, 4)


def book(fill: Callable[[Any, Any], None], **options: object) -> BytesIO:
    """A workbook whose only sheet begins with headers and is filled below."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, **options}) as made:
        sheet = made.add_worksheet("People")
        sheet.write_row(0, 0, HEADERS)
        fill(sheet, made.add_format({"num_format": "dd.mm.yyyy"}))
    return BytesIO(out.getvalue())


def starts(roster: ReadRoster) -> list[int]:
    """The first days of the rows that count."""
    return [int(day) for day in roster.spells.starts]


def aside(roster: ReadRoster) -> Sequence[tuple[int, str, str, str]]:
    """The rows that do not count."""
    return [(row.line, row.column, str(row.reason), row.value) for row in roster.set_aside]


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_the_days_that_the_sheet_shows(since_1904: bool) -> None:
    def fill(sheet: Any, day: Any) -> None:
        sheet.write_row(1, 0, ("1", "QA"))
        sheet.write_datetime(1, 2, datetime.combine(DAY, time()), day)
        sheet.write_row(2, 0, ("2", "QA"))
        sheet.write_datetime(2, 2, datetime.combine(DAY, time(13, 45)), day)

    assert starts(read(book(fill, default_date_format="", date_1904=since_1904))) == [day_number(DAY)] * 2


@pytest.mark.parametrize(
    ("since_1904", "zero", "form"),
    [(False, date(1899, 12, 30), DateFormat.SERIAL), (True, date(1904, 1, 1), DateFormat.SERIAL_1904)],
)
def test_serial_days_count_from_the_day_that_the_workbook_says(
    since_1904: bool, zero: date, form: DateFormat
) -> None:
    file = book(
        lambda sheet, _day: sheet.write_row(1, 0, ("1", "QA", (DAY - zero).days)), date_1904=since_1904
    )

    seen = inspect(file)

    assert (seen.layout.date_format, seen.dates.also) == (form, ())
    assert starts(read(file)) == [day_number(DAY)]


def test_days_that_cannot_be_are_set_aside() -> None:
    def fill(sheet: Any, day: Any) -> None:
        for row, value in enumerate((45_000, -5, 9_999_999_999, 0.5, 1e300), start=1):
            sheet.write_row(row, 0, (f"E{row}", "QA"))
            sheet.write_number(row, 2, value, day)

    roster = read(book(fill))

    assert ids(roster) == ["E1"]
    assert [(line, reason) for line, _column, reason, _value in aside(roster)] == [
        (line, "invalid_date") for line in (3, 4, 5, 6)
    ]


def test_formulas_give_what_they_were_saved_with() -> None:
    def fill(sheet: Any, day: Any) -> None:
        sheet.write_row(1, 0, ("1",))
        sheet.write_formula(1, 1, "=VLOOKUP(A2,Staff!A:B,2)", None, "QA")
        sheet.write_formula(1, 2, "=DATE(2024,3,4)", day, (DAY - date(1899, 12, 30)).days)
        sheet.write_formula(1, 3, '=""', None, "")

    file = book(fill)
    # As spreadsheet programs save a formula that gives an empty text.
    saved = _sheet(file).replace(b'<c r="D2"><f>', b'<c r="D2" t="str"><f>')
    assert saved != _sheet(file)
    roster = read(changed(file, "xl/worksheets/sheet1.xml", saved))

    assert (starts(roster), roster.spells.functions.names) == ([day_number(DAY)], ("QA",))


def test_formulas_that_were_saved_without_their_result_are_named_and_never_taken_for_empty() -> None:
    def fill(sheet: Any, _day: Any) -> None:
        sheet.write_row(1, 0, ("1", "QA", "2024-03-04"))
        sheet.write_formula(1, 3, "=TODAY()", None, 1)

    file = book(fill)
    with_result = b"<v>1</v></c></row>"
    for empty in (b"<v></v></c></row>", b"</c></row>"):
        sheet = _sheet(file).replace(with_result, empty)
        assert sheet != _sheet(file)

        with pytest.raises(RosterRefused) as refused:
            read(changed(BytesIO(file.getvalue()), "xl/worksheets/sheet1.xml", sheet))

        assert str(refused.value) == (
            "Cell D2 of sheet “People” holds a formula, and the file was saved without its result. Open the "
            "file in a spreadsheet program, save it there and try again."
        )


def test_an_error_in_a_cell_is_no_empty_cell() -> None:
    def fill(sheet: Any, _day: Any) -> None:
        sheet.write_row(1, 0, ("1", "QA", "2024-03-04"))
        sheet.write_formula(1, 3, "=NA()", None, "#N/A")
        sheet.write_row(2, 0, ("2", "QA", "2024-03-04"))

    roster = read(book(fill))

    assert ids(roster) == ["2"]
    assert aside(roster) == [(2, "end_date", "invalid_date", "#N/A")]


def test_merged_cells_hold_their_value_once() -> None:
    def fill(sheet: Any, _day: Any) -> None:
        sheet.merge_range(1, 1, 2, 1, "QA")
        sheet.write(1, 0, "1")
        sheet.write(2, 0, "2")
        sheet.write(1, 2, "2024-03-04")
        sheet.write(2, 2, "2024-03-04")

    roster = read(book(fill))

    assert [roster.spells.functions.names[code] for code in roster.spells.functions.codes] == ["QA", ""]
    assert [str(each.code) for each in roster.findings] == ["missing_function"]


def test_numbers_are_written_as_a_person_would() -> None:
    rows = [
        (123.0, "QA", "2024-03-04"),
        ("00123", "QA", "2024-03-04"),
        (True, "QA", "2024-03-04"),
        (1.5, "QA", "2024-03-04"),
    ]

    roster = read(book(lambda sheet, _day: _write(sheet, rows)))

    assert ids(roster) == ["123", "00123", "true", "1.5"]


def test_the_longest_sheet_is_taken_and_another_may_be_said() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, people in (("Notes", 1), ("Staff", 3), ("Hidden", 9), ("Old", 2)):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEADERS)
            for row in range(1, people + 1):
                sheet.write_row(row, 0, (f"{name}{row}", "QA", "2024-03-04"))
            if name == "Hidden":
                sheet.hide()
    file = BytesIO(out.getvalue())

    seen = inspect(file)

    assert (seen.layout.sheet, seen.sheets) == ("Staff", ("Notes", "Staff", "Old"))
    assert ids(read(file, Layout(sheet="Old", header_line=0))) == ["Old1", "Old2"]
    with pytest.raises(RosterRefused, match="There is no sheet called “Hidden”"):
        inspect(file, Layout(sheet="Hidden", header_line=0))


def test_names_of_the_world_and_cells_like_formulas_are_texts() -> None:
    words = ("تطوير", "研发", "👩🏽‍💻 Dev", "=1+1", "+x", "-x", "@x", "NA", "None", "nan")
    rows = [(str(number), word, "2024-03-04") for number, word in enumerate(words)]

    roster = read(book(lambda sheet, _day: _write(sheet, rows)))

    assert [roster.spells.functions.names[code] for code in roster.spells.functions.codes] == list(words)


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes() -> None:
    sheet = parts()["xl/worksheets/sheet1.xml"].replace(b'ref="A1:G5"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in sheet

    assert ids(read(BytesIO(packed({"xl/worksheets/sheet1.xml": sheet})))) == [row[0] for row in PEOPLE]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ENCRYPTED, "This workbook is encrypted or of an old kind. Save it as .xlsx, without a password."),
        (a_document(), "This is not a workbook. Save it as .xlsx and try again."),
        (
            packed({"xl/vbaProject.bin": b"macro"}),
            "This workbook holds macros. Save it as .xlsx, without them, and try again.",
        ),
        (workbook([]).read(), "This file has a line of headers and nothing below it."),
        (workbook(typed()).read()[:-40], "This file is damaged and cannot be read."),
    ],
)
def test_other_files_of_office_are_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(RosterRefused) as refused:
        read(BytesIO(content))

    assert str(refused.value) == words


def _write(sheet: Any, rows: Sequence[Sequence[object]]) -> None:
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def _sheet(file: BytesIO) -> bytes:
    with ZipFile(BytesIO(file.getvalue())) as archive:
        return archive.read("xl/worksheets/sheet1.xml")
