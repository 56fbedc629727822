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
from providers.domain.attrition.tenure import BAND_EDGES
from providers.models import Provider, Roster, RosterAnalysis, RosterState
from providers.queries.proof_of_people import CheckedClaim, PeopleProof, people_proof
from providers.views.people import words
from providers.views.people.asked import asked_card
from providers.views.people.figures import GroupRow, Overall, curves, group_rows, overall
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
class Picture:
    """What a computed analysis shows."""

    analysis: RosterAnalysis
    year: Overall
    years: Overall
    functions: tuple[GroupRow, ...]
    sites: tuple[GroupRow, ...]
    survival: Chart
    quarters: Chart


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
        "changes": _changes(proof.roster),
        "findings": _findings(proof),
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
    result: Mapping[str, Any] = years.result
    named = [(name or _("Everybody"), curve) for name, curve in curves(result)]
    return Picture(
        analysis=years,
        year=overall(year.result),
        years=overall(result),
        functions=group_rows(result["functions"]),
        sites=group_rows(result["sites"]),
        survival=survival_chart(named),
        quarters=quarters_chart(result["periods"]),
    )


def _answer(proof: PeopleProof, line: ClaimLine | None, picture: Picture | None) -> str:
    if line and line.checked.test:
        return line.sentence
    if proof.roster is None:
        return _("Nothing proves attrition here yet: there is no roster.")
    if picture is None:
        return _("The figures of the roster are being computed.")
    rate = picture.year.rate
    if rate.value is None:
        return _("The roster is too small to say anything of attrition.")
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


def _findings(proof: PeopleProof) -> list[tuple[str, str]]:
    if proof.roster is None:
        return []
    reading = Roster.objects.filter(pk=proof.roster.pk, state=RosterState.STORED)
    found = reading.values_list("reading__findings", flat=True).first() or []
    late = ((proof.year.result if proof.year else None) or {}).get("findings", [])
    return [(each["severity"], words.finding_text(each)) for each in (*found, *late)]


def _changes(roster: Roster | None) -> list[str]:
    """What the latest roster tells otherwise than the one before."""
    comparison = roster.comparison if roster else None
    if not comparison:
        return []
    said = {
        "hidden": _("%(count)d who were employed have vanished without being listed as leavers"),
        "edited": _("%(count)d have another start date than before"),
        "revived": _("%(count)d who had left are employed again since the same start"),
        "unannounced": _("%(count)d had started before the last roster and were not in it"),
    }
    return [
        text % {"count": comparison[kind]["count"]}
        for kind, text in said.items()
        if comparison[kind]["count"]
    ]
