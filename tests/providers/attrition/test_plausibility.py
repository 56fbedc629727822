"""Planted faults are all found, and nothing else."""

from datetime import date

from providers.domain.attrition.plausibility import Code, Finding, Severity, check, check_leavers
from providers.domain.attrition.spells import Window, day_number
from tests.providers.attrition.lists import groups, rows, spells

AS_OF = date(2025, 6, 30)
PLANTED = [
    ("E001", "Dev", "2021-03-01", None),
    ("E002", "Dev", "2021-03-01", "2023-06-30"),
    ("E002", "Dev", "2021-03-01", "2023-06-30"),
    ("E003", "QA", "2027-01-15", None),
    ("E004", "QA", "2022-05-02", "2021-05-01"),
    ("E005", "Dev", "1900-01-01", None),
    ("E006", "", "2023-09-01", None),
    ("E007", "PM", "2020-02-10", "2025-12-31"),
    ("E008", "Dev", None, None),
    ("E009", "Dev", "2022-01-03", "2022-01-03"),
    *[(f"E0{number}", "Dev", "2024-04-01", None) for number in range(20, 32)],
    ("E099", "Ops", "2023-02-30", None),
    ("E040", "QA", "2019-01-07", "2022-12-31"),
    ("E040", "QA", "2022-06-01", None),
]


def found(*entries: tuple[str, str, str | None, str | None]) -> dict[Code, tuple[str, ...]]:
    return {finding.code: finding.ids for finding in check(rows(entries), as_of=AS_OF).findings}


def test_planted_faults_are_all_found_and_nothing_else() -> None:
    checked = check(rows(PLANTED), as_of=AS_OF)

    by_code = {finding.code: finding for finding in checked.findings}
    assert {code: finding.ids for code, finding in by_code.items() if finding.ids} == {
        Code.DUPLICATE_ROW: ("E002",),
        Code.START_IN_FUTURE: ("E003",),
        Code.END_BEFORE_START: ("E004",),
        Code.DEFAULT_DATE: ("E005",),
        Code.MISSING_FUNCTION: ("E006",),
        Code.END_IN_FUTURE: ("E007",),
        Code.MISSING_START: ("E008",),
        Code.ZERO_TENURE: ("E009",),
        Code.INVALID_DATE: ("E099",),
        Code.OVERLAPPING_SPELLS: ("E040",),
    }
    assert by_code[Code.IDENTICAL_START_DATES] == Finding(
        Code.IDENTICAL_START_DATES, 12, day=date(2024, 4, 1)
    )
    assert len(checked.findings) == 11


def test_errors_set_rows_aside_and_every_row_is_accounted_for() -> None:
    checked = check(rows(PLANTED), as_of=AS_OF)

    aside = {PLANTED[place][0]: code for place, code in checked.reasons}
    assert set(aside) == {"E002", "E004", "E005", "E008", "E099", "E040"}
    assert len(list(checked.reasons)) == 7
    assert int(checked.accepted.sum()) + len(list(checked.reasons)) == len(PLANTED)
    assert checked.accepted[1], "the first of two equal rows counts"


def test_no_leavers_although_some_are_claimed() -> None:
    window = Window(date(2024, 6, 30), AS_OF)
    stays = spells([("2021-03-01", None)] * 10)

    assert check_leavers(stays.functions, stays.ends, window, attrition_claimed=True) == (
        Finding(Code.NO_LEAVERS_IN_WINDOW, 0),
    )
    assert check_leavers(stays.functions, stays.ends, window, attrition_claimed=False) == ()


def test_leavers_in_one_function_only() -> None:
    window = Window(date(2024, 6, 30), AS_OF)
    entries = [("2021-03-01", "2025-01-31")] * 5 + [("2021-03-01", None)] * 5
    two = spells(entries, ["QA"] * 5 + ["Dev"] * 5)
    both = spells(entries, ["QA"] * 4 + ["Dev"] * 6)

    assert check_leavers(two.functions, two.ends, window, attrition_claimed=False) == (
        Finding(Code.LEAVERS_IN_ONE_FUNCTION, 5, about="QA"),
    )
    assert check_leavers(both.functions, both.ends, window, attrition_claimed=False) == ()


def test_somebody_who_came_back_is_no_fault() -> None:
    assert (
        found(
            ("E1", "Dev", "2020-01-01", "2021-01-01"),
            ("E1", "Dev", "2022-01-01", None),
            ("E2", "Dev", "2020-01-01", "2021-01-01"),
            ("E2", "Dev", "2021-01-01", None),
        )
        == {}
    )


def test_one_id_twice_on_one_day_is_a_duplicate() -> None:
    assert found(("E1", "Dev", "2020-01-01", "2021-01-01"), ("E1", "QA", "2020-01-01", None)) == {
        Code.DUPLICATE_ID: ("E1",)
    }


def test_a_long_spell_overlaps_the_one_after_the_next() -> None:
    assert found(
        ("E1", "Dev", "2015-01-01", None),
        ("E1", "Dev", "2016-01-01", "2016-12-31"),
        ("E1", "Dev", "2018-01-01", "2018-12-31"),
    ) == {Code.OVERLAPPING_SPELLS: ("E1",)}


def test_leading_zeros_make_another_person() -> None:
    assert found(("00123", "Dev", "2020-01-01", None), ("123", "Dev", "2020-01-01", None)) == {}


def test_a_career_of_half_a_century_is_hard_to_believe() -> None:
    assert found(("E1", "Dev", "1975-01-01", None)) == {Code.LONG_TENURE: ("E1",)}


def test_somebody_without_an_id_is_set_aside() -> None:
    checked = check(rows([("", "Dev", "2020-01-01", None), ("", "QA", "2021-01-01", None)]), as_of=AS_OF)

    assert [code for _, code in checked.reasons] == [Code.MISSING_ID, Code.MISSING_ID]


def test_a_default_date_is_real_where_the_list_reaches_further_back() -> None:
    assert Code.DEFAULT_DATE not in found(
        ("E1", "Dev", "1871-02-02", "1900-01-01"), ("E2", "Dev", "1880-02-02", "1890-01-01")
    )
    assert found(("E1", "Dev", "1970-01-01", None), ("E2", "Dev", "2020-01-01", None)) == {
        Code.DEFAULT_DATE: ("E1",)
    }


def test_an_empty_list_has_no_findings() -> None:
    assert found() == {}


def test_many_on_one_day_are_reported_above_a_twentieth() -> None:
    many = [(f"E{number}", "Dev", "2020-01-01", None) for number in range(6)]
    rest = [(f"F{number}", "Dev", f"20{number % 20:02d}-02-01", None) for number in range(200)]

    assert Code.IDENTICAL_START_DATES in found(*many)
    assert all(finding.count > 5 for finding in check(rows(many), as_of=AS_OF).findings)
    assert date(2020, 1, 1) not in {finding.day for finding in check(rows(many + rest), as_of=AS_OF).findings}


def test_warnings_and_errors() -> None:
    assert Finding(Code.ZERO_TENURE, 1).severity is Severity.WARNING
    assert Finding(Code.INVALID_DATE, 1).severity is Severity.ERROR
    assert groups(["a", "b"]).codes.tolist() == [0, 1]
    assert day_number(date(1970, 1, 2)) == 1
