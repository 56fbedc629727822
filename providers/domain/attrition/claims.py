"""What a provider says of its attrition, held against its own list of people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from providers.domain.attrition.poisson import Interval, at_least, at_most
from providers.domain.attrition.turnover import rate

UNLIKELY = 0.05
MATERIAL = 0.02
# Fewer leavers than this are expected under the claim: no list could contradict it.
FEWEST_EXPECTED = 1.0


class Verdict(StrEnum):
    """What the list says to the claim."""

    TOO_LOW = "contradicted_too_low"
    MISSING_LEAVERS = "contradicted_missing_leavers"
    CONSISTENT = "consistent"
    TOO_LITTLE = "too_little_data"


@dataclass(frozen=True, slots=True)
class ClaimTest:
    """A claimed rate (leavers a year and person) beside the counted one; the tails are exact."""

    claimed: float
    expected_leavers: float
    leavers: int
    person_years: float
    observed: float | None
    ends: Interval | None
    at_least_observed: float
    at_most_observed: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class HeadcountBound:
    """Leavers there must have been, from headcounts and joiners alone.

    Works on a list of current staff: whoever joined and is not an increase has replaced somebody.
    """

    least_leavers: int
    average_headcount: float
    least_rate: float | None
    missing_leavers: int
    verdict: Verdict


def check_claim(claimed: float, leavers: int, person_years: float) -> ClaimTest:
    """Hold a claimed rate against the exact Poisson distribution of leavers.

    Contradicted where the tail is below 5 % and the rates lie more than two points apart.
    """
    mean = claimed * person_years
    counted = rate(leavers, person_years)
    more, fewer = at_least(leavers, mean), at_most(leavers, mean)
    return ClaimTest(
        claimed=claimed,
        expected_leavers=mean,
        leavers=leavers,
        person_years=person_years,
        observed=counted.value,
        ends=counted.ends,
        at_least_observed=more,
        at_most_observed=fewer,
        verdict=_verdict(claimed, counted.value, mean, more, fewer),
    )


def headcount_bound(
    claimed: float, *, headcount_before: int, headcount_after: int, joiners: int, leavers: int
) -> HeadcountBound:
    """Return the least number of leavers: claimed headcount before + joiners seen - headcount after."""
    least = max(0, headcount_before + joiners - headcount_after)
    average = (headcount_before + headcount_after) / 2
    least_rate = least / average if average else None
    low = least_rate is not None and least_rate > claimed + MATERIAL
    return HeadcountBound(
        least_leavers=least,
        average_headcount=average,
        least_rate=least_rate,
        missing_leavers=max(0, least - leavers),
        verdict=Verdict.TOO_LOW if low else Verdict.CONSISTENT,
    )


def _verdict(claimed: float, observed: float | None, mean: float, more: float, fewer: float) -> Verdict:
    if observed is None:
        return Verdict.TOO_LITTLE
    if more < UNLIKELY and observed - claimed > MATERIAL:
        return Verdict.TOO_LOW
    if fewer < UNLIKELY and claimed - observed > MATERIAL:
        return Verdict.MISSING_LEAVERS
    return Verdict.CONSISTENT if mean >= FEWEST_EXPECTED else Verdict.TOO_LITTLE
