"""`analyse_roster` checks a file for whoever asks: pure JSON, nothing stored, and what is wrong in words."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork
from providers.models import Roster
from tests.providers.rosters.bombs import far_cell
from tests.providers.rosters.files import PEOPLE, text, typed, workbook
from tests.providers.rosters.senators import AS_OF, FILE, THREE_YEARS_BEFORE, terms
from tests.providers.rosters.test_pages import many

WINDOW = ("--from", "2025-06-30", "--to", "2026-06-30")
# Constructed, each row with a fault of its own beside honest ones.
PLANTED = [
    ("E001", "Dev", "2021-03-01", ""),
    ("E002", "Dev", "2021-03-01", "2023-06-30"),
    ("E002", "Dev", "2021-03-01", "2023-06-30"),
    ("E003", "QA", "2027-01-15", ""),
    ("E004", "QA", "2022-05-02", "2021-05-01"),
    ("E005", "Dev", "1900-01-01", ""),
    ("E006", "", "2023-09-01", ""),
    ("E007", "PM", "2020-02-10", "2025-12-31"),
    ("E008", "Dev", "", ""),
    ("E009", "Dev", "2022-01-03", "2022-01-03"),
    *((f"E0{number}", "Dev", "2024-04-01", "") for number in range(20, 32)),
    ("E099", "Ops", "2023-02-30", ""),
    ("E040", "QA", "2019-01-07", "2022-12-31"),
    ("E040", "QA", "2022-06-01", ""),
]


def asked(file: Path, *arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("analyse_roster", str(file), *(arguments or WINDOW), stdout=out)
    return out.getvalue()


def said(file: Path, *arguments: str) -> Any:
    """The document that it prints."""
    return json.loads(asked(file, *(arguments or WINDOW), "--json"))


def file_of(folder: Path, content: bytes, name: str = "staff.csv") -> Path:
    """The file on the disk."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_it_prints_what_the_roster_proves(tmp_path: Path) -> None:
    file = file_of(tmp_path, text([*many(20, 80), ("9", "QA", "Pune", "", "2022-02-30", "", "")]).read())

    found = said(file, *WINDOW, "--claim", "5%")

    assert found["rows"] == {"read": 101, "accepted": 100, "set_aside": 1}
    assert found["set_aside"] == [
        {"line": 102, "column": "start_date", "reason": "invalid_date", "value": "2022-02-30"}
    ]
    everybody = found["everybody"]
    counted = ("headcount_before", "joiners", "leavers", "headcount_after")
    assert [everybody[name] for name in counted] == [100, 0, 20, 80]
    # 20 leavers in (80 · 365 + 4 · (199 + 230 + 258 + 289 + 319)) / 365.25 person-years.
    assert everybody["rate"]["value"] == pytest.approx(20 / (34_380 / 365.25))
    assert (round(everybody["rate"]["low"], 4), round(everybody["rate"]["high"], 4)) == (0.1298, 0.3282)
    assert [each["years"] for each in everybody["survival"]] == [1, 2, 5, 10]
    assert (found["claim"]["claimed"], found["claim"]["verdict"]) == (0.05, "contradicted_too_low")


def test_each_function_has_its_figures(tmp_path: Path) -> None:
    rows = [*many(20, 80), *many(3, 30, "QA", 500)]

    found = said(file_of(tmp_path, text(rows).read()))

    assert {group["name"]: group["leavers"] for group in found["functions"]} == {"Dev": 20, "QA": 3}
    assert all(
        {"rate", "survival", "median_stay_years", "bands"} <= set(group) for group in found["functions"]
    )


def test_a_real_list_of_terms_in_office_is_counted() -> None:
    found = said(FILE, "--from", str(THREE_YEARS_BEFORE), "--to", str(AS_OF), "--claim", "15%")

    everybody, counted = found["everybody"], terms()
    there = [
        sum(term.start <= day and (term.end is None or day < term.end) for term in counted)
        for day in (THREE_YEARS_BEFORE, AS_OF)
    ]
    left = sum(term.end is not None and THREE_YEARS_BEFORE < term.end <= AS_OF for term in counted)
    assert found["rows"] == {"read": 933, "accepted": 933, "set_aside": 0}
    assert [everybody["headcount_before"], everybody["headcount_after"], everybody["leavers"]] == [
        *there,
        left,
    ]
    assert everybody["headcount_before"] + everybody["joiners"] - left == everybody["headcount_after"]
    assert found["claim"]["verdict"] == "contradicted_missing_leavers"


def test_planted_faults_are_found_by_code_and_id(tmp_path: Path) -> None:
    headers = ("employee_id", "function", "start_date", "end_date")
    file = file_of(tmp_path, text(PLANTED, headers=headers).read())

    found = said(file, "--from", "2024-06-30", "--to", "2025-06-30", "--claim", "15%")

    flags = {each["code"]: each for each in found["findings"]}
    assert {code: each["ids"] for code, each in flags.items() if len(each["ids"]) == 1} == {
        "duplicate_row": ["E002"],
        "start_in_future": ["E003"],
        "end_before_start": ["E004"],
        "default_date": ["E005"],
        "missing_function": ["E006"],
        "end_in_future": ["E007"],
        "missing_start": ["E008"],
        "zero_tenure": ["E009"],
        "invalid_date": ["E099"],
        "overlapping_spells": ["E040"],
    }
    same = flags["identical_start_dates"]
    assert (same["date"], same["count"]) == ("2024-04-01", 12)
    assert flags["no_leavers_in_window"]["count"] == 0
    assert found["rows"]["read"] == len(PLANTED)
    assert found["rows"]["set_aside"] == len(found["set_aside"]) == 7


@pytest.mark.django_db
def test_nothing_is_stored(tmp_path: Path) -> None:
    said(file_of(tmp_path, text().read()))

    assert not Roster.objects.exists()
    assert not OwedWork.objects.exists()
    assert not AuditEvent.objects.exists()


def test_columns_are_named_where_a_guess_would_be_wrong(tmp_path: Path) -> None:
    names = ("who", "function", "site", "kind", "von", "bis", "why")
    file = file_of(tmp_path, text(headers=names).read())

    with pytest.raises(CommandError, match="Say which columns hold the employee id and the start date"):
        said(file)
    mapped = said(
        file, *WINDOW, "--map", "employee_id=who", "--map", "start_date=von", "--map", "end_date=bis"
    )

    assert mapped["rows"]["accepted"] == 4
    assert mapped["everybody"]["leavers"] == 2
    assert mapped["layout"]["columns"]["end_date"] == "bis"


def test_a_workbook_is_checked_too_whatever_it_is_called(tmp_path: Path) -> None:
    file = file_of(tmp_path, workbook(typed(), notes="Notes").read(), "staff.csv")

    assert said(file)["layout"]["sheet"] == "People"


def test_without_json_it_is_told_in_lines(tmp_path: Path) -> None:
    file = file_of(tmp_path, text([*PEOPLE, ("9", "QA", "", "", "2022-02-30", "", "")]).read())

    told = asked(file, *WINDOW, "--claim", "0.09").splitlines()

    assert told[0] == "5 rows: 4 accepted, 1 set aside."
    assert told[1] == "  line 6: invalid_date start_date 2022-02-30"
    assert "4 people, 0 joined, 2 left, 2 people." in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2026-06-30", "--to", "2025-06-30"), "--to must be later than --from."),
        (("--from", "30.06.2026", "--to", "2025-06-30"), "“30.06.2026” is no date; write it as 2026-12-31."),
        (("--to", "2025-06-30"), "--from"),
        ((*WINDOW, "--claim", "nine"), "“nine” is no rate; write 9% or 0.09."),
        ((*WINDOW, "--claim", "nan"), "“nan” is no rate a year; write 9% or 0.09."),
        ((*WINDOW, "--claim", "-3%"), "is no rate a year|expected one argument"),
        ((*WINDOW, "--map", "colour=red"), "write FIELD=COLUMN, where FIELD is one of employee_id"),
        ((*WINDOW, "--map", "function=team"), "There is no column “team”; there are employee_id, function"),
        ((*WINDOW, "--encoding", "rot13"), "invalid choice: 'rot13'"),
        ((*WINDOW, "--separator", "ab"), "Separators that can be read: comma, semicolon, tab, bar."),
        ((*WINDOW, "--header-line", "0"), "“0” is no line; the first one is 1."),
        ((*WINDOW, "--header-line", "900"), "Line 900 is empty; it cannot hold the headers."),
        ((*WINDOW, "--date-format", "BAVARIAN"), "invalid choice: 'BAVARIAN'"),
    ],
)
def test_what_was_said_wrongly_is_named(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    file = file_of(tmp_path, text().read())

    with pytest.raises(CommandError, match=words):
        asked(file, *arguments)


def test_a_file_that_is_not_there_or_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.csv: No such file or directory\."):
        asked(tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match=r"Is a directory\."):
        asked(tmp_path)
    with pytest.raises(CommandError, match="more than 200000 rows"):
        asked(file_of(tmp_path, far_cell()))
