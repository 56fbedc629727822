"""Findings, verdicts and grades as sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from outsourcing.ui.formats import day_text, interval_text, share_text
from outsourcing.ui.registry import Tone
from providers.domain.attrition.claims import ClaimTest, Verdict
from providers.domain.attrition.grading import Grade, Raise
from providers.domain.attrition.plausibility import Code
from providers.domain.rosters.faults import RowFault
from providers.queries.proof_of_people import CheckedClaim

REASONS: Mapping[str, Promise] = {
    Code.DUPLICATE_ROW: gettext_lazy("the same row stands in the list already"),
    Code.DUPLICATE_ID: gettext_lazy("one id starts twice on the same day"),
    Code.OVERLAPPING_SPELLS: gettext_lazy("one id is employed twice at the same time"),
    Code.END_BEFORE_START: gettext_lazy("the end lies before the start"),
    Code.INVALID_DATE: gettext_lazy("this is no date in the chosen format"),
    Code.MISSING_ID: gettext_lazy("there is no employee id"),
    Code.MISSING_START: gettext_lazy("there is no start date"),
    Code.START_IN_FUTURE: gettext_lazy("the start lies after the day of the roster"),
    Code.DEFAULT_DATE: gettext_lazy("the date is one that programs put where none was given"),
    Code.END_IN_FUTURE: gettext_lazy("the end lies after the day of the roster; still counted as there"),
    Code.ZERO_TENURE: gettext_lazy("start and end are the same day"),
    Code.LONG_TENURE: gettext_lazy("employed for more than 45 years"),
    Code.MISSING_FUNCTION: gettext_lazy("there is no function"),
    Code.IDENTICAL_START_DATES: gettext_lazy("unusually many start on one day"),
    Code.IDENTICAL_END_DATES: gettext_lazy("unusually many end on one day"),
    Code.NO_LEAVERS_IN_WINDOW: gettext_lazy("nobody left, although attrition is claimed"),
    Code.LEAVERS_IN_ONE_FUNCTION: gettext_lazy("all leavers are of one function"),
    RowFault.TOO_MANY_CELLS: gettext_lazy("there are more cells than headers; a separator too many?"),
    RowFault.SHIFTED: gettext_lazy("a date stands where none belongs; a separator too few?"),
    RowFault.TOO_LONG: gettext_lazy("a cell is longer than 2,000 characters"),
}
CHANGES: Mapping[str, Promise] = {
    "hidden": gettext_lazy("%(count)d who were employed have vanished without being listed as leavers"),
    "edited": gettext_lazy("%(count)d have another start date than before"),
    "revived": gettext_lazy("%(count)d who had left are employed again since the same start"),
    "unannounced": gettext_lazy("%(count)d had started before the last roster and were not in it"),
}
GRADES: Mapping[Grade, Promise] = {
    Grade.A: gettext_lazy("two or more rosters with leavers agree"),
    Grade.B: gettext_lazy("leavers and stated headcounts agree"),
    Grade.C: gettext_lazy("leavers are listed, but nothing else confirms them"),
    Grade.D: gettext_lazy("current staff only, no leavers"),
    Grade.E: gettext_lazy("a claim only, or nothing at all"),
}
RAISES: Mapping[Raise, Promise] = {
    Raise.ROSTER: gettext_lazy("A roster with joiners and leavers of the last three years."),
    Raise.LEAVERS: gettext_lazy("A roster that lists leavers with their last day."),
    Raise.HEADCOUNTS: gettext_lazy("Headcounts at the beginning and end of the claimed period."),
    Raise.SECOND_ROSTER: gettext_lazy("A second roster, some months later, that tells the same story."),
}
GRADE_TONES = {Grade.A: Tone.OK, Grade.B: Tone.OK, Grade.C: Tone.WARN, Grade.D: Tone.WARN, Grade.E: Tone.BAD}


def finding_text(finding: Mapping[str, Any]) -> str:
    """One finding with how often it occurs, and on which day or in which function."""
    said = str(REASONS.get(finding["code"], finding["code"]))
    if finding["date"]:
        day = day_text(date.fromisoformat(finding["date"]))
        said = gettext("%(said)s: %(day)s") % {"said": said, "day": day}
    if finding["about"]:
        said = gettext("%(said)s: %(about)s") % {"said": said, "about": finding["about"]}
    count = finding["count"]
    if not count:
        return said
    times = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
    return f"{times}: {said}"


def verdict_text(checked: CheckedClaim) -> str:
    """What the roster says to the claim, in one sentence."""
    claimed = share_text(checked.claim.rate, 1)
    if checked.test is None or checked.test.observed is None:
        return gettext("%(claimed)s is claimed; no roster covers that period yet.") % {"claimed": claimed}
    facts = {**_figures(checked.test), "claimed": claimed, "until": day_text(checked.claim.until)}
    match checked.test.verdict:
        case Verdict.TOO_LOW:
            said = gettext(
                "The roster contradicts the claim: %(observed)s left a year (%(span)s), not %(claimed)s."
            )
        case Verdict.MISSING_LEAVERS if not checked.test.leavers:
            said = gettext(
                "The roster names nobody who left, although %(claimed)s a year is claimed: "
                "are leavers missing from it?"
            )
        case Verdict.MISSING_LEAVERS:
            said = gettext(
                "The roster shows fewer leavers than claimed (%(observed)s instead of %(claimed)s): "
                "are leavers missing from it?"
            )
        case Verdict.CONSISTENT:
            said = gettext(
                "The roster agrees with the claim of %(claimed)s: %(observed)s left a year (%(span)s)."
            )
        case _:
            said = gettext("%(claimed)s is claimed; the roster holds too little to tell.")
    return said % facts


def verdict_tone(checked: CheckedClaim) -> Tone:
    """How the claim stands."""
    match checked.test.verdict if checked.test else None:
        case Verdict.TOO_LOW:
            return Tone.BAD
        case Verdict.MISSING_LEAVERS:
            return Tone.WARN
        case Verdict.CONSISTENT:
            return Tone.OK
        case _:
            return Tone.NONE


def verdict_label(checked: CheckedClaim) -> str:
    """The verdict in two or three words."""
    match checked.test.verdict if checked.test else None:
        case Verdict.TOO_LOW:
            return gettext("contradicted: too low")
        case Verdict.MISSING_LEAVERS:
            return gettext("missing leavers?")
        case Verdict.CONSISTENT:
            return gettext("agrees with the roster")
        case Verdict.TOO_LITTLE:
            return gettext("too little data to tell")
        case _:
            return gettext("not tested yet")


def bound_text(checked: CheckedClaim) -> str:
    """What stated headcounts and joiners alone say; nothing where they say nothing."""
    bound = checked.bound
    if bound is None or not bound.missing_leavers or not checked.has_enough_people:
        return ""
    facts = {"least": bound.least_leavers, "missing": bound.missing_leavers}
    return (
        gettext(
            "By the stated headcounts and the joiners at least %(least)d must have left; "
            "%(missing)d of them are not on the roster."
        )
        % facts
    )


def chance_text(checked: CheckedClaim) -> str:
    """How often the roster would come about by chance if the claim were right."""
    test = checked.test
    if test is None or not checked.has_enough_people:
        return ""
    if test.at_least_observed <= test.at_most_observed:
        said = gettext("As many or more would come by chance in %(share)s of cases.")
        share = test.at_least_observed
    else:
        said = gettext("As few or fewer would come by chance in %(share)s of cases.")
        share = test.at_most_observed
    small = gettext("less than 0.1 %%") % {} if share < 0.001 else share_text(share, 1)
    return said % {"share": small}


def _figures(test: ClaimTest) -> dict[str, str]:
    low, high = (test.ends.low, test.ends.high) if test.ends else (None, None)
    return {"observed": share_text(test.observed, 1), "span": interval_text(low, high)}
