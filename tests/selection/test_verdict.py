"""The sentence that answers who should be picked."""

from dataclasses import replace

import pytest

from assessments.domain.results import Status
from outsourcing.ui.registry import Tone
from selection.domain.fit import Fit
from selection.domain.standing import StandingRow
from selection.views.verdict import verdict_of

NAMES = {1: "Meridian", 2: "Kaveri", 3: "Northbridge", 4: "Altura", 5: "Tallinn"}


def row(number: int, rank: int | None, low: float, high: float) -> StandingRow:
    fit = Fit(low, high, low, coverage=1 - high + low, provisional=rank is None, segments=())
    return StandingRow(number, rank, None, Status.ELIGIBLE, fit, (), ())


def said(*rows: StandingRow) -> str:
    return verdict_of(rows, {one.candidacy_id: NAMES[one.candidacy_id] for one in rows}).text


def test_several_that_could_pass_are_listed_and_many_are_counted() -> None:
    leader = row(1, 1, 0.78, 0.81)
    rivals = [row(number, None, 0.5, 0.9) for number in (2, 3, 4, 5)]

    assert (
        said(leader, *rivals[:2]) == "Meridian leads with 78.0. Kaveri and Northbridge could still pass it."
    )
    assert said(leader, *rivals) == "Meridian leads with 78.0. 4 others could still pass it."


def test_what_cannot_pass_is_not_named() -> None:
    assert said(row(1, 1, 0.78, 0.81), row(2, 2, 0.6, 0.78)) == (
        "Meridian leads with 78.0. No other can pass it, whatever is still open."
    )


def test_two_that_tie_lead_together() -> None:
    tied = [row(1, 1, 0.78, 0.78), row(2, 1, 0.78, 0.78)]

    assert said(*tied, row(3, 3, 0.5, 0.6)) == (
        "Meridian and Kaveri lead together with 78.0. No other can pass them."
    )


def test_the_knocked_out_can_pass_nobody() -> None:
    out = replace(row(2, None, 0.9, 0.95), status=Status.EXCLUDED)

    assert said(row(1, 1, 0.78, 0.81), out) == "Meridian leads with 78.0; all others are knocked out."


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ([Status.ELIGIBLE], "too little is answered about 1 provider"),
        ([Status.PENDING, Status.EXCLUDED], "1 waits for a knock-out question, 1 is knocked out"),
    ],
)
def test_nobody_ranked_says_why(statuses: list[Status], words: str) -> None:
    rows = [replace(row(n, None, 0.3, 0.9), status=status) for n, status in enumerate(statuses, start=1)]

    assert said(*rows) == f"Nobody can be ranked yet: {words}."


def test_without_candidates_there_is_nothing_to_rank() -> None:
    assert verdict_of([], {}).tone is Tone.INFO
