"""The tab of people and attrition: does the roster bear out what is claimed, and what will it cost us?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _

from outsourcing.actors import Actor, Permission
from outsourcing.ui.charts import Chart
from outsourcing.ui.formats import interval_text, share_text
from outsourcing.ui.registry import Tone, panels_at
from providers.charts import quarters_chart, survival_chart
from providers.domain.attrition.showing import shown_periods, solid_curve, tells_apart
from providers.domain.attrition.tenure import BAND_EDGES
from providers.models import Provider, RosterAnalysis
from providers.queries.proof_of_people import CheckedClaim, PeopleProof, people_proof
from providers.views.people import words
from providers.views.people.asked import asked_card
from providers.views.people.doubts import changes_of, doubts_of, joined_and_left
from providers.views.people.figures import (
    GroupRow,
    Observed,
    Overall,
    curves,
    group_rows,
    observed_rows,
    overall,
    risk_months,
)
from providers.views.people.trend import roster_trend_of

# Where upper apps may show something of theirs.
PLACE = "provider people"


@dataclass(frozen=True)
class ClaimLine:
    """The claim that stands, and what the roster says to it."""

    checked: CheckedClaim
    label: str
    tone: Tone
    sentence: str
    bound: str
    chance: str


@dataclass(frozen=True)
class GradeLine:
    """How well attrition is proven, and what would prove it better."""

    letter: str
    text: str
    tone: Tone
    raises: tuple[str, ...]


@dataclass(frozen=True)
class Curves:
    """The pictures that leavers make possible; what is left out of them is not in their data either."""

    survival: Chart
    quarters: Chart
    by_function: bool
    months: tuple[int, ...]
    observed: tuple[Observed, ...]


@dataclass(frozen=True)
class Picture:
    """What a computed analysis shows."""

    analysis: RosterAnalysis
    year: Overall
    years: Overall
    functions: tuple[GroupRow, ...]
    sites: tuple[GroupRow, ...]
    curves: Curves | None


def people(actor: Actor, page_of: object, today: date) -> Mapping[str, object]:
    """What the tab shows; its first line answers whether the claim holds."""
    provider = cast(Provider, page_of)
    proof = people_proof(actor, provider)
    line = claim_line(proof.claim) if proof.claim else None
    picture = _picture(proof)
    return {
        "provider": provider,
        "proof": proof,
        "answer": _answer(proof, line, picture),
        "claim": line,
        "grade": _grade(proof),
        "picture": picture,
        "is_computing": proof.roster is not None and picture is None,
        "band_labels": band_labels(),
        "changes": changes_of(proof.roster),
        "between": joined_and_left(proof.roster),
        "findings": doubts_of(proof),
        "may_manage": actor.may(Permission.MANAGE_PROVIDERS),
        "asked": asked_card(actor, provider, proof.rosters, today),
        "trend": roster_trend_of(actor, provider),
        "panels": panels_at(PLACE, actor, provider, today),
    }


def claim_line(checked: CheckedClaim) -> ClaimLine:
    """A claim in words."""
    return ClaimLine(
        checked,
        words.verdict_label(checked),
        words.verdict_tone(checked),
        words.verdict_text(checked),
        words.bound_text(checked),
        words.chance_text(checked),
    )


def band_labels() -> tuple[str, ...]:
    """The tenure bands as heads of columns."""
    ends = zip(BAND_EDGES, (*BAND_EDGES[1:], None), strict=True)
    return tuple(_band(low, high) for low, high in ends)


def _band(low: int, high: int | None) -> str:
    if high is None:
        return _("%(years)d y +") % {"years": low // 12}
    if high <= 6:
        return _("< %(months)d m") % {"months": high}
    if high <= 12:
        return _("%(low)d–%(high)d m") % {"low": low, "high": high}
    return _("%(low)d–%(high)d y") % {"low": low // 12, "high": high // 12}


def _picture(proof: PeopleProof) -> Picture | None:
    year, years = proof.year, proof.years
    if year is None or years is None or year.result is None or years.result is None:
        return None
    if tells_apart(years.result, year.result):
        # A firm that is hardly older than a year: the year says nearly all, and nothing of single people.
        years = year
    result: Mapping[str, Any] = years.result or {}
    whole = overall(result)
    return Picture(
        analysis=years,
        year=overall(year.result),
        years=whole,
        functions=() if whole.is_small else group_rows(result, "functions"),
        sites=() if whole.is_small else group_rows(result, "sites"),
        curves=_curves(result) if whole.names_leavers and not whole.is_small else None,
    )


def _curves(result: Mapping[str, Any]) -> Curves:
    named = [(name or _("Everybody"), group) for name, group in curves(result)]
    return Curves(
        survival=survival_chart([(name, solid_curve(group["curve"])) for name, group in named]),
        quarters=quarters_chart(shown_periods(result["periods"])),
        by_function=len(named) > 1,
        months=risk_months(named),
        observed=observed_rows(named),
    )


def _answer(proof: PeopleProof, line: ClaimLine | None, picture: Picture | None) -> str:
    if line and line.checked.test:
        return line.sentence
    if proof.roster is None:
        return _("Nothing proves attrition here yet: there is no roster.")
    if picture is None:
        return _("The figures of the roster are being computed.")
    rate = picture.year.rate
    if rate.value is None or picture.years.is_small:
        return _("The roster is too small to say anything of attrition.")
    if not picture.years.names_leavers:
        return _("The roster names nobody who left: it says who is there, and nothing of how many leave.")
    figures = {"rate": share_text(rate.value, 1), "span": interval_text(rate.low, rate.high)}
    said = _("%(rate)s left in the last twelve months (95 %% interval %(span)s).") % figures
    return f"{line.sentence} {said}" if line else said


def _grade(proof: PeopleProof) -> GradeLine:
    return GradeLine(
        letter=str(proof.grade),
        text=str(words.GRADES[proof.grade]),
        tone=words.GRADE_TONES[proof.grade],
        raises=tuple(str(words.RAISES[each]) for each in proof.raises),
    )
