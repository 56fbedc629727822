"""Text files in any encoding, with any separator, quoting and end of line read back as they were written."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.domain.rosters.layout import ENCODINGS, SEPARATORS
from providers.ingest import RosterRefused, inspect
from providers.ingest.sources import open_source
from tests.providers.rosters.bombs import packed
from tests.providers.rosters.files import HEADERS, ids, read, text

LATIN = ("Qualitätsprüfung", "Développement", "São Paulo", "Diseño", "Århus", "Größe – „x“")
ROWS = [(f"E{number}", word, "Köln", "", "2021-03-04", "", "") for number, word in enumerate(LATIN)]
ABROAD = {
    "gb18030": ("研发", "张伟"),
    "cp932": ("開発ー", "社員一"),
    "euc_kr": ("개발", "사번가"),
    "cp1251": ("Разработка", "Иванов"),
    "utf-16": ("تطوير", "علي"),
    "utf-16-le": ("研发", "张伟"),
    "utf-16-be": ("Разработка", "Иванов"),
    "utf-8": ("👩🏽‍💻 Dev", "emoji-😀"),
}


def functions(file: BytesIO) -> list[str]:
    """The function of each row that counts."""
    spells = read(file).spells
    return [spells.functions.names[code] for code in spells.functions.codes]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_letters_with_accents_are_read_right(encoding: str, separator: str) -> None:
    assert functions(text(ROWS, encoding=encoding, separator=separator)) == list(LATIN)


def test_a_mark_of_either_order_is_no_part_of_the_first_header() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        seen = inspect(BytesIO(mark + text(encoding=encoding).read()))

        assert (seen.layout.encoding, seen.headers) == ("utf-16", HEADERS)


@pytest.mark.parametrize("encoding", ABROAD)
def test_texts_of_the_world_are_read_right(encoding: str) -> None:
    function, who = ABROAD[encoding]
    file = text([(who, function, "", "", "2021-03-04", "", "")], encoding=encoding)

    assert ids(read(file)) == [who]
    assert functions(file) == [function]


def test_an_id_is_a_text_and_keeps_its_zeros() -> None:
    rows = [(each, "QA", "", "", "2021-03-04", "", "") for each in ("00123", "123", "1e3", "0x1F", "1,5")]

    assert ids(read(text(rows, separator=";"))) == ["00123", "123", "1e3", "0x1F", "1,5"]


def test_functions_called_nothing_are_functions() -> None:
    called = ["NA", "None", "null", "nan", "N/A", "NULL", "-", "True"]
    rows = [(str(number), name, "", "", "2021-03-04", "", "") for number, name in enumerate(called)]

    assert functions(text(rows)) == called


def test_marks_that_turn_the_direction_make_no_second_person_and_no_second_function() -> None:
    rows = [
        ("A7\u200f", "QA\u200f", "", "", "2020-01-01", "2020-12-31", ""),
        ("\u202bA7\u202c", "QA", "", "", "2021-01-04", "", ""),
    ]

    roster = read(text(rows))

    assert ids(roster) == ["A7", "A7"]
    assert roster.people.names == ("A7",)
    assert roster.spells.functions.names == ("QA",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
def test_any_end_of_line_is_one(end: str) -> None:
    roster = read(text(end=end))

    assert ids(roster) == ["00123", "123", "A-7", "A-8"]
    assert roster.rows == 4


def test_a_line_that_names_the_separator_is_no_row() -> None:
    assert ids(read(BytesIO(b"sep=;\n" + text(separator=";").read()))) == ["00123", "123", "A-7", "A-8"]


def test_cells_that_begin_like_formulas_are_what_they_are() -> None:
    rows = [
        ("=1+1", "+QA", "@home", "-x", "2021-03-04", "", ""),
        ("-7", "=cmd|' /C calc'!A0", "", "", "2021-03-04", "", ""),
    ]

    file = text(rows)

    assert ids(read(file)) == ["=1+1", "-7"]
    assert functions(file) == ["+QA", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"\n \n\t\n", "This file is empty."),
        (text([]).read(), "This file has a line of headers and nothing below it."),
        (text().read() + b"9,Q\0A,,,2020-01-01,,\n", "This is neither a text file nor a workbook."),
        (b"<!DOCTYPE html><html><table><tr><td>employee_id</td></tr></table>", "This is a web page or XML"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "Say which columns hold the employee id"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 60, "This is neither a text file nor a workbook."),
        (text().read() + b'"9,QA,Pune,,2020-01-01,,\n8,QA,,,,,\n', "Line 6: a cell has no end."),
        (text().read() + b'9,"QA",x"y,,2020-01-01,,\n"8,QA\n7,\n', "Line 7: a cell has no end."),
        (b"name;colour\nAnna;red\n", "Say which columns hold the employee id and the start date."),
    ],
)
def test_what_is_no_table_of_people_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(RosterRefused) as refused:
        read(BytesIO(content))

    assert str(refused.value).startswith(words)


# --- Whatever is written reads back; whatever is sent is read or refused -------------------------

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=12
)
HONEST = packed({})
Quoting = Literal[0, 1]
QUOTINGS: tuple[Quoting, ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
TABLES = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=8)


def written(
    table: Sequence[Sequence[str]], encoding: str, separator: str, quoting: Quoting, end: str
) -> BytesIO:
    """The table as a text file; signs that the encoding does not know become question marks."""
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerows(table)
    return BytesIO(out.getvalue().encode(encoding, errors="replace"))


def known(text_: str, encoding: str) -> str:
    """What is left of a text in an encoding."""
    return text_.encode(encoding, errors="replace").decode(encoding)


@given(
    TABLES,
    st.sampled_from(ENCODINGS),
    st.sampled_from(list(SEPARATORS)),
    st.sampled_from(QUOTINGS),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_table_reads_back_as_it_was(
    table: list[list[str]], encoding: str, separator: str, quoting: Quoting, end: str
) -> None:
    rows = [["who", "what", "where"], *table]

    file = written(rows, encoding, separator, quoting, end)

    lines = list(open_source(file, encoding=encoding, separator=separator).lines())
    expected = [
        (number, [known(cell, encoding) for cell in row])
        for number, row in enumerate(rows, start=1)
        if any(known(cell, encoding).strip() for cell in row)
    ]
    assert [(line.number, list(line.cells)) for line in lines] == expected


def outcome(content: bytes) -> str:
    """Read, or refused in words; anything else is raised."""
    try:
        roster = read(BytesIO(content))
    except RosterRefused as refused:
        return str(refused)
    assert roster.rows == roster.accepted + len(roster.set_aside)
    return "read"


@settings(max_examples=400)
@given(st.binary(max_size=400))
def test_bytes_by_chance_are_read_or_refused(content: bytes) -> None:
    assert outcome(content)


@settings(max_examples=300)
@given(
    st.binary(min_size=1, max_size=12), st.integers(0, 400), st.sampled_from(["utf-8", "utf-16", "cp1252"])
)
def test_a_table_with_bytes_by_chance_in_it_is_read_or_refused(noise: bytes, at: int, encoding: str) -> None:
    honest = text(encoding=encoding).read()

    assert outcome(honest[:at] + noise + honest[at:])


@settings(max_examples=300)
@given(st.binary(min_size=1, max_size=8), st.integers(0, 6_000))
def test_a_workbook_with_bytes_by_chance_in_it_is_read_or_refused(noise: bytes, at: int) -> None:
    assert outcome(HONEST[:at] + noise + HONEST[at + len(noise) :])


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["employee_id", "start_date", ",", ";", "\n", '"', "1", "2020-01-01", "\t", "=", " "]
        ),
        max_size=60,
    )
)
def test_pieces_of_tables_by_chance_are_read_or_refused(pieces: list[str]) -> None:
    assert outcome("".join(pieces).encode())
