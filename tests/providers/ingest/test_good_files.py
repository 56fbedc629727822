"""Honest files of every shape are read, and read the same."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from providers.domain.attrition.spells import LEAVINGS, OPEN, Leaving, day_number
from providers.ingest import inspect
from tests.providers.rosters.files import HEADERS, PEOPLE, dated, ids, read, text, typed, workbook

NAMED = (
    "Emp ID",
    "Department",
    "Location",
    "Contract Type",
    "Date of Joining",
    "Last Working Day",
    "Exit Type",
)
GERMAN = (
    "Personalnummer",
    "Abteilung",
    "Standort",
    "Vertragsart",
    "Eintrittsdatum",
    "Austrittsdatum",
    "Austrittsgrund",
)
SERIALS = [
    (
        *row[:4],
        *((date.fromisoformat(cell) - date(1899, 12, 30)).days if cell else "" for cell in row[4:6]),
        row[6],
    )
    for row in PEOPLE
]
GOOD: dict[str, Callable[[], BytesIO]] = {
    "plain": text,
    "semicolons": lambda: text(separator=";"),
    "tabs": lambda: text(separator="\t"),
    "bars": lambda: text(separator="|"),
    "lines of Windows": lambda: text(end="\r\n"),
    "byte order mark": lambda: text(encoding="utf-8-sig"),
    "UTF-16": lambda: text(encoding="utf-16"),
    "Windows 1252": lambda: text(encoding="cp1252", separator=";"),
    "dots": lambda: text(dated("%d.%m.%Y")),
    "day first": lambda: text(dated("%d/%m/%Y")),
    "month first": lambda: text(dated("%m/%d/%Y")),
    "names of months": lambda: text(dated("%d-%b-%Y")),
    "months first, with commas": lambda: text(dated("%b %d, %Y"), separator=";"),
    "compact": lambda: text(dated("%Y%m%d")),
    "times behind": lambda: text(dated("%Y-%m-%d 00:00:00")),
    "other names": lambda: text(headers=NAMED),
    "German names": lambda: text(headers=GERMAN, separator=";"),
    "title above": lambda: text(before="Staff list of Kaveri Research\nas of June 2026\n\n"),
    "empty columns behind": lambda: text([(*row, "", "") for row in PEOPLE], headers=(*HEADERS, "", "")),
    "separators behind": lambda: text([(*row, "", "") for row in PEOPLE]),
    "columns of others": lambda: text(
        [(*row, "x", "y") for row in PEOPLE], headers=(*HEADERS, "grade", "cost centre")
    ),
    "quoted": lambda: text([tuple(f'"{cell}"' for cell in row) for row in PEOPLE]),
    "spaces around": lambda: text([tuple(f" {cell} " for cell in row) for row in PEOPLE]),
    "empty lines between": lambda: text(end="\n\n"),
    "workbook": lambda: workbook(typed()),
    "workbook of texts": lambda: workbook(PEOPLE),
    "workbook of serial days": lambda: workbook(SERIALS),
    "workbook, moved in": lambda: workbook(typed(), first_row=4, first_column=2),
    "workbook with notes first": lambda: workbook(typed(), notes="Figures of June"),
}


@pytest.mark.parametrize("name", GOOD)
def test_it_is_read(name: str) -> None:
    roster = read(GOOD[name]())

    assert ids(roster) == ["00123", "123", "A-7", "A-8"]
    assert roster.set_aside == ()
    assert [roster.spells.functions.names[code] for code in roster.spells.functions.codes] == [
        "Développement",
        "QA",
        "NA",
        "None",
    ]
    assert roster.spells.starts.tolist() == [
        day_number(date.fromisoformat(day))
        for day in ("2021-03-04", "2020-11-30", "2023-01-25", "2019-05-13")
    ]
    assert roster.spells.ends.tolist() == [
        OPEN,
        day_number(date(2025, 8, 31)),
        OPEN,
        day_number(date(2026, 1, 15)),
    ]
    assert LEAVINGS[roster.spells.leavings[1]] is Leaving.VOLUNTARY
    assert LEAVINGS[roster.spells.leavings[3]] is Leaving.INVOLUNTARY


def test_an_order_of_day_and_month_that_nobody_can_tell_is_said() -> None:
    rows = [("1", "QA", "Pune", "", "03/04/2024", "", "")]

    seen = inspect(text(rows))

    assert not seen.dates.is_certain
    assert {str(form) for form in (seen.dates.format, *seen.dates.also)} == {"DD/MM/YYYY", "MM/DD/YYYY"}


def test_one_day_after_the_twelfth_settles_the_order() -> None:
    rows = [("1", "QA", "Pune", "", "03/04/2024", "", ""), ("2", "QA", "Pune", "", "03/25/2024", "", "")]

    seen = inspect(text(rows))

    assert seen.dates.is_certain
    assert str(seen.dates.format) == "MM/DD/YYYY"


def test_a_date_in_another_format_sets_its_row_aside() -> None:
    rows = [*PEOPLE, ("9", "QA", "Pune", "", "04.05.2022", "", "")]

    roster = read(text(rows))

    assert [(row.line, row.column, str(row.reason), row.value) for row in roster.set_aside] == [
        (6, "start_date", "invalid_date", "04.05.2022")
    ]
    assert roster.rows == 5
    assert roster.accepted == 4


def test_a_separator_too_many_sets_its_row_aside_and_no_other() -> None:
    rows = [PEOPLE[0], ("9", "QA, tools", "Pune", "", "2022-05-04", "", ""), *PEOPLE[1:]]

    roster = read(text(rows))

    assert [(row.line, str(row.reason)) for row in roster.set_aside] == [(3, "too_many_cells")]
    assert ids(roster) == ["00123", "123", "A-7", "A-8"]


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    rows = [
        ("1", '"QA\nand more"', "Pune", "", "2022-05-04", "", ""),
        ("2", "QA", "", "", "nonsense", "", ""),
    ]

    roster = read(text(rows))

    assert roster.lines.tolist() == [2]
    assert [row.line for row in roster.set_aside] == [4]


def test_two_columns_of_one_name_are_left_to_people() -> None:
    headers = ("id", "start date", "start date")

    seen = inspect(text([("1", "2020-01-01", "2021-01-01")], headers=headers))

    assert seen.headers == ("id", "start date", "start date (2)")
    assert seen.repeated_headers == ("start date",)
    assert "start_date" not in {str(field) for field in seen.layout.columns}
