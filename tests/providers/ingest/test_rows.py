"""Rows that cannot be believed are set aside with their line, column, reason and what stood there."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest

from providers.domain.attrition.spells import day_number
from providers.domain.rosters.layout import layout_to_json
from providers.ingest import inspect
from providers.ingest.work import Refusal, read_whole
from tests.providers.rosters.files import AS_OF, HEADERS, PEOPLE, dated, ids, read, text

HONEST = ["00123", "123", "A-7", "A-8"]
Aside = list[tuple[int, str, str, str]]


def aside(file: BytesIO) -> Aside:
    """The rows that do not count, of a file in which the four honest ones do."""
    roster = read(file)
    assert ids(roster)[:4] == HONEST
    assert roster.rows == roster.accepted + len(roster.set_aside)
    return [(row.line, row.column, str(row.reason), row.value) for row in roster.set_aside]


def lines(*rows: str) -> BytesIO:
    """The honest rows, and these lines below them."""
    return BytesIO(text().read() + "".join(f"{row}\n" for row in rows).encode())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("9,QA, tools,Pune,,2022-05-04,,", ("", "too_many_cells", "")),
        ("9,QA,Pune,,2022-05-04,,,x", ("", "too_many_cells", "x")),
        ("9,QA Pune,permanent,2022-05-04,2023-05-04,Resigned", ("employment_type", "shifted", "2022-05-04")),
        ("9,QA,Pune permanent,2022-05-04,2023-05-04,", ("employment_type", "shifted", "2022-05-04")),
        ("9,QA", ("start_date", "missing_start", "")),
        ("Total: 312", ("start_date", "missing_start", "")),
        ("Total,,,,312,,", ("start_date", "invalid_date", "312")),
        (",,,,,,312", ("employee_id", "missing_id", "")),
        ("9,QA,Pune,,2024-02-31,,", ("start_date", "invalid_date", "2024-02-31")),
        ("9,QA,Pune,,2022-05-04,2023-02-29,", ("end_date", "invalid_date", "2023-02-29")),
        ("9,QA,Pune,,22-05-04,,", ("start_date", "invalid_date", "22-05-04")),
        ("9,QA,Pune,,04.05.2022,,", ("start_date", "invalid_date", "04.05.2022")),
        ("9,QA,Pune,,2022-05-04,#N/A,", ("end_date", "invalid_date", "#N/A")),
        ("9,QA,Pune,,1900-01-01,,", ("start_date", "default_date", "1900-01-01")),
        ("9,QA,Pune,,1970-01-01,,", ("start_date", "default_date", "1970-01-01")),
        ("9,QA,Pune,,2022-05-04,2021-05-04,", ("end_date", "end_before_start", "2021-05-04")),
        ("00123,Développement,Pune,permanent,2021-03-04,,", ("employee_id", "duplicate_row", "00123")),
    ],
)
def test_a_row_is_set_aside_and_no_other(row: str, expected: tuple[str, str, str]) -> None:
    assert aside(lines(row)) == [(6, *expected)]


def test_a_row_that_only_drops_its_empty_end_is_read() -> None:
    assert aside(lines("9,QA,Pune,permanent,2022-05-04", "10,QA,Pune,,2022-05-04,2023-05-04")) == []


def test_a_time_behind_a_date_says_nothing() -> None:
    for pattern in (
        "%Y-%m-%d 00:00:00",
        "%Y-%m-%dT08:30:00Z",
        "%Y-%m-%dT08:30:00.000+02:00",
        "%m/%d/%Y 12:00 AM",
    ):
        assert ids(read(text(dated(pattern)))) == HONEST


def test_mixed_formats_are_never_guessed_row_by_row() -> None:
    rows: Sequence[Sequence[str]] = [
        *PEOPLE,
        ("9", "QA", "", "", "03/04/2024", "", ""),
        ("10", "QA", "", "", "3 April 2024", "", ""),
        ("11", "QA", "", "", "45385", "", ""),
    ]

    assert [(line, reason) for line, _column, reason, _value in aside(text(rows))] == [
        (6, "invalid_date"),
        (7, "invalid_date"),
        (8, "invalid_date"),
    ]


def test_years_of_two_digits_are_not_guessed() -> None:
    file = text(dated("%d.%m.%y"))
    layout = layout_to_json(inspect(file).layout)

    refused = read_whole(file, layout, AS_OF)

    assert refused == Refusal(
        "None of the 4 rows counts. The first is line 2, with “04.03.21” in the column “start_date”. Upload "
        "the file again, and look at the format of the dates and at the columns."
    )


def test_days_1900_and_1970_are_real_in_a_list_that_reaches_further_back() -> None:
    rows = [
        ("1", "QA", "", "", "1890-05-01", "1899-01-01", ""),
        ("2", "QA", "", "", "1900-01-01", "1930-01-01", ""),
    ]

    roster = read(text(rows))

    assert ids(roster) == ["1", "2"]
    assert roster.spells.starts.tolist()[1] == day_number(date(1900, 1, 1))


def test_of_two_columns_of_one_name_none_is_taken_without_asking() -> None:
    headers = ("employee_id", "function", "function", "x", "start_date", "end_date", "y")

    seen = inspect(text(headers=headers))

    assert seen.repeated_headers == ("function",)
    assert "function" not in {str(field) for field in seen.layout.columns}


def test_titles_above_the_headers_and_blank_lines_are_no_rows() -> None:
    file = text(before="Staff list\n;;;\nas of June\n\n")

    seen = inspect(file)

    assert (seen.layout.header_line, seen.headers) == (5, HEADERS)
    assert read(file).lines.tolist() == [6, 7, 8, 9]


def test_a_hundred_columns_are_read_and_more_refused() -> None:
    more = tuple(f"more {number}" for number in range(93))
    rows = [(*row, *("x" for _ in more)) for row in PEOPLE]

    assert ids(read(text(rows, headers=(*HEADERS, *more)))) == HONEST
