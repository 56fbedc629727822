"""What is known of a provider's people at one glance: roster, figures, claim, and how well it is proven."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from outsourcing.actors import Actor
from providers.domain.attrition.claims import (
    ClaimTest,
    HeadcountBound,
    Verdict,
    check_claim,
    headcount_bound,
)
from providers.domain.attrition.grading import Grade, Proof, Raise, grade, planning_rate, what_raises
from providers.domain.attrition.showing import people_behind
from providers.domain.attrition.suppression import FEWEST_SHOWN, smallest, tells_reasons
from providers.domain.rosters.windows import last_months
from providers.models import AttritionClaim, Provider, Roster, RosterAnalysis, RosterState
from providers.queries.rosters import visible_claims, visible_rosters

YEAR, YEARS = 12, 36
MOST_SHOWN = 12
# Stated headcounts agree with a roster within this share: people on leave are counted in several ways.
AGREES = 0.03


@dataclass(frozen=True)
class CheckedClaim:
    """A claim, and what the roster says to it in the claim's own period and by its own definition."""

    claim: AttritionClaim
    test: ClaimTest | None
    bound: HeadcountBound | None
    reconciles: bool | None
    people: int = 0

    @property
    def has_enough_people(self) -> bool:
        """Whether counts may be told; what fewer than five people stand behind is not."""
        return self.people >= FEWEST_SHOWN


@dataclass(frozen=True)
class PeopleProof:
    """Everything that the page of people stands on; None where there is no stored roster yet."""

    roster: Roster | None
    year: RosterAnalysis | None
    years: RosterAnalysis | None
    claim: CheckedClaim | None
    grade: Grade
    raises: tuple[Raise, ...]
    rosters: tuple[Roster, ...]
    claims: tuple[AttritionClaim, ...]

    @property
    def planning_rate(self) -> float | None:
        """The yearly rate to plan with."""
        rate = _everybody(self.year).get("rate", {})
        claimed = self.claim.claim.rate if self.claim else None
        return planning_rate(rate.get("value"), rate.get("high"), claimed, self.grade)


def people_proof(actor: Actor, provider: Provider) -> PeopleProof:
    """Read all of it in a few queries, whatever the size of the roster."""
    rosters = tuple(visible_rosters(actor, provider).defer("preview", "reading")[:MOST_SHOWN])
    claims = tuple(visible_claims(actor, provider)[:MOST_SHOWN])
    stored = [each for each in rosters if each.state == RosterState.STORED]
    roster = stored[0] if stored else None
    analyses = list(RosterAnalysis.objects.filter(roster=roster)) if roster else []
    claim = next((each for each in claims if each.withdrawn_at is None), None)
    checked = _checked(claim, analyses) if claim else None
    years = _of(analyses, roster, YEARS)
    proof = Proof(
        rosters=len(stored),
        has_leavers=bool(_everybody(years).get("leavers")),
        consistent=_consistent(roster),
        reconciles=checked.reconciles if checked else None,
    )
    return PeopleProof(
        roster=roster,
        year=_of(analyses, roster, YEAR),
        years=years,
        claim=checked,
        grade=grade(proof),
        raises=what_raises(proof),
        rosters=rosters,
        claims=claims,
    )


def _of(analyses: list[RosterAnalysis], roster: Roster | None, months: int) -> RosterAnalysis | None:
    if roster is None:
        return None
    after = last_months(roster.as_of, months).after
    return next((each for each in analyses if (each.after, each.until) == (after, roster.as_of)), None)


def _everybody(analysis: RosterAnalysis | None) -> Mapping[str, Any]:
    result: Mapping[str, Any] = (analysis.result if analysis else None) or {}
    found: Mapping[str, Any] = result.get("everybody", {})
    return found


def _consistent(roster: Roster | None) -> bool | None:
    comparison = roster.comparison if roster else None
    return None if comparison is None else bool(comparison["consistent"])


def _checked(claim: AttritionClaim, analyses: list[RosterAnalysis]) -> CheckedClaim:
    """The window (A, B] of a period from its first to its last day begins the day before."""
    after = claim.after - timedelta(days=1)
    own = next((each for each in analyses if (each.after, each.until) == (after, claim.until)), None)
    counted = _everybody(own)
    if not counted:
        return CheckedClaim(claim, None, None, None)
    rate = counted["by_reason"]["voluntary"] if claim.voluntary_only else counted["rate"]
    test = check_claim(claim.rate, rate["leavers"], rate["person_years"])
    people = smallest(rate["person_years"], people_behind(counted))
    if claim.voluntary_only and counted["leavers"] and not tells_reasons(counted["by_reason"]):
        # Somebody left, and nobody says why: that is no proof that none left of their own will.
        return CheckedClaim(claim, replace(test, verdict=Verdict.TOO_LITTLE), None, None)
    if people < FEWEST_SHOWN:
        test = replace(test, verdict=Verdict.TOO_LITTLE)
    if claim.headcount_before is None or claim.headcount_after is None:
        return CheckedClaim(claim, test, None, None, people)
    bound = headcount_bound(
        claim.rate,
        headcount_before=claim.headcount_before,
        headcount_after=claim.headcount_after,
        joiners=counted["joiners"],
        leavers=counted["leavers"],
    )
    stated = (claim.headcount_before, claim.headcount_after)
    found = (counted["headcount_before"], counted["headcount_after"])
    agrees = all(abs(a - b) <= AGREES * max(a, b, 1) for a, b in zip(stated, found, strict=True))
    return CheckedClaim(claim, test, bound, agrees, people)
