"""What questionnaires take from a roster: exact figures, and the reasons for which one is left out."""

from collections.abc import Sequence
from datetime import date

import pytest

from providers.domain.attrition.measures import (
    EVERYBODY,
    Figure,
    Measured,
    Missing,
    Scope,
    figures_data,
    figures_from,
    measure,
)
from providers.domain.attrition.spells import Leaving, Spells
from tests.providers.attrition.lists import Entry, spells

AS_OF = date(2026, 6, 30)
# Ten who stay for the whole three years, so that each year of them has ten person-years.
STAYED: list[Entry] = [("2020-01-01", None)] * 10


def figures(people: Spells, scope: Scope = EVERYBODY) -> dict[Figure, Measured]:
    return {each.figure: each for each in measure(people, AS_OF, scope)}


def listed(
    left: Sequence[tuple[str, str, Leaving]], functions: Sequence[str] = (), stayed: Sequence[Entry] = ()
) -> Spells:
    entries = [*(stayed or STAYED), *((start, end) for start, end, _ in left)]
    reasons = [Leaving.VOLUNTARY] * len(stayed or STAYED) + [kind for _, _, kind in left]
    return spells(entries, functions, reasons)


def test_the_rates_of_the_last_year_keep_reasons_apart_and_count_no_transfers() -> None:
    # Each of the four ends on the first day of the window: ten person-years remain, and one day of four.
    people = listed(
        [
            ("2020-01-01", "2025-07-01", Leaving.VOLUNTARY),
            ("2020-01-01", "2025-07-01", Leaving.VOLUNTARY),
            ("2020-01-01", "2025-07-01", Leaving.INVOLUNTARY),
            ("2020-01-01", "2025-07-01", Leaving.TRANSFER),
        ]
    )

    found = figures(people)

    years = (10 * 365 + 4) / 365.25
    voluntary, total = found[Figure.VOLUNTARY_YEAR], found[Figure.TOTAL_YEAR]
    assert (voluntary.count, total.count) == (2, 3)
    assert voluntary.size == pytest.approx(years)
    assert voluntary.value == pytest.approx(2 / years)
    assert total.value == pytest.approx(3 / years)
    # Garwood: two leavers have the limits 0.2422 and 7.2247.
    assert voluntary.low == pytest.approx(0.242209 / years, rel=1e-5)
    assert voluntary.high == pytest.approx(7.224688 / years, rel=1e-5)


def test_the_change_is_held_against_the_year_that_ended_two_years_ago() -> None:
    people = listed(
        [
            ("2020-01-01", "2023-07-01", Leaving.VOLUNTARY),
            ("2020-01-01", "2025-07-01", Leaving.VOLUNTARY),
            ("2020-01-01", "2025-07-01", Leaving.VOLUNTARY),
        ]
    )

    change = figures(people)[Figure.VOLUNTARY_CHANGE]

    now = 2 / ((10 * 365 + 2) / 365.25)
    before = 1 / ((12 * 366 + 1) / 365.25)
    assert change.value == pytest.approx(now - before)


def test_leavers_listed_only_lately_say_nothing_of_two_years_ago() -> None:
    people = listed([("2020-01-01", "2025-07-01", Leaving.VOLUNTARY)])

    assert figures(people)[Figure.VOLUNTARY_CHANGE].missing is Missing.TOO_SHORT


def test_the_first_year_is_told_of_those_whose_first_year_is_over() -> None:
    joined = [("2024-09-01", "2025-03-01", Leaving.VOLUNTARY)] + [
        ("2024-09-01", "2026-06-01", Leaving.VOLUNTARY)
    ] * 4
    late = [("2026-01-01", "2026-02-01", Leaving.VOLUNTARY)] * 3

    loss = figures(listed([*joined, *late]))[Figure.FIRST_YEAR_LOSS]

    assert (loss.count, loss.size, loss.value) == (1, 5, 0.2)
    assert loss.low == pytest.approx(0.0362, abs=1e-4)
    assert loss.high == pytest.approx(0.6245, abs=1e-4)


def test_service_is_the_median_of_those_who_are_there() -> None:
    people = spells([("2020-06-30", None), ("2024-06-30", None), ("2025-06-30", None)] * 3)

    assert figures(people)[Figure.MEDIAN_SERVICE].value == pytest.approx(730 / 365.25)


def test_a_list_of_current_staff_measures_their_service_and_no_attrition() -> None:
    found = figures(spells(STAYED))

    told = {name for name, each in found.items() if each.missing is None}
    assert told == {Figure.HANDED_OVER, Figure.MEDIAN_SERVICE}
    assert found[Figure.VOLUNTARY_YEAR].missing is Missing.NO_LEAVERS


def test_without_any_reason_nobody_is_said_to_leave_of_their_own_will() -> None:
    found = figures(listed([("2020-01-01", "2025-12-01", Leaving.OTHER)]))

    assert found[Figure.VOLUNTARY_YEAR].missing is Missing.NO_REASONS
    assert found[Figure.TOTAL_YEAR].count == 1


def test_fewer_than_five_people_are_never_told() -> None:
    few = listed([("2020-01-01", "2026-06-01", Leaving.VOLUNTARY)], stayed=[("2020-01-01", None)] * 3)

    found = figures(few)

    voluntary = found[Figure.VOLUNTARY_YEAR]
    assert voluntary.size == pytest.approx(3.9, abs=0.05)
    assert voluntary == Measured(Figure.VOLUNTARY_YEAR, size=voluntary.size, missing=Missing.TOO_FEW)
    assert found[Figure.MEDIAN_SERVICE].missing is Missing.TOO_FEW


FUNCTIONS = ["Data"] * 10 + ["Quality"] * 10
TWO_FUNCTIONS: list[Entry] = STAYED * 2


def test_functions_in_scope_bound_the_figures_whatever_their_spelling() -> None:
    people = listed(
        [
            ("2020-01-01", "2025-07-01", Leaving.VOLUNTARY),
            ("2020-01-01", "2025-07-01", Leaving.VOLUNTARY),
        ],
        [*FUNCTIONS, "Data", "Quality"],
        TWO_FUNCTIONS,
    )

    found = figures(people, Scope(functions=(" data",)))

    assert found[Figure.VOLUNTARY_YEAR].value == pytest.approx(1 / (3651 / 365.25))
    assert found[Figure.TOTAL_YEAR].count == 2


def test_few_people_outside_the_scope_are_not_given_away_by_the_difference() -> None:
    left = [("2020-01-01", "2025-07-01", Leaving.VOLUNTARY)]
    people = listed(left, [*["Data"] * 8, *["Quality"] * 2, "Data"])

    found = figures(people, Scope(functions=("Data",)))

    assert found[Figure.VOLUNTARY_YEAR].missing is Missing.TOO_FEW
    assert found[Figure.TOTAL_YEAR].missing is None


def test_a_function_that_the_roster_does_not_know_measures_nothing() -> None:
    people = listed([("2020-01-01", "2025-07-01", Leaving.VOLUNTARY)])

    found = figures(people, Scope(functions=("Statistics",)))

    assert found[Figure.VOLUNTARY_YEAR].missing is Missing.NOT_LISTED
    assert found[Figure.MEDIAN_SERVICE].missing is Missing.NOT_LISTED


def test_a_list_without_functions_is_not_what_was_asked_for() -> None:
    assert figures(spells(STAYED, [""] * 10))[Figure.HANDED_OVER].missing is Missing.NO_FUNCTIONS


def test_figures_come_back_as_they_were_stored() -> None:
    found = measure(listed([("2020-01-01", "2025-07-01", Leaving.VOLUNTARY)]), AS_OF)

    assert tuple(figures_from(figures_data(found)).values()) == found
