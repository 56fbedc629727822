"""What to ask a provider about: findings in its roster, and what it tells otherwise than the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from providers.domain.attrition.plausibility import Code, Severity
from providers.models import Roster, RosterState
from providers.queries.proof_of_people import CheckedClaim, PeopleProof
from providers.views.people import words

IDS_SHOWN = 12


@dataclass(frozen=True)
class Doubt:
    """One sentence, how bad it is, whom it concerns (the first ids), and how many more there are."""

    severity: str
    text: str
    ids: tuple[str, ...] = ()
    more: int = 0


def doubts_of(proof: PeopleProof) -> list[Doubt]:
    """What was found in a roster and in its last year; the ids of findings are never suppressed."""
    late = ((proof.year.result if proof.year else None) or {}).get("findings", [])
    found = [_finding(each) for each in (*_stored_findings(proof.roster), *late)]
    return [*found, *_nobody_left(proof.claim)]


def findings_of(reading: Mapping[str, Any]) -> list[Doubt]:
    """The findings of one file alone."""
    return [_finding(each) for each in reading.get("findings", [])]


def changes_of(roster: Roster | None) -> list[Doubt]:
    """What the latest roster tells otherwise than the one before."""
    return [_doubt(Severity.ERROR, text, ids) for text, _count, ids in counted_changes(roster)]


def counted_changes(roster: Roster | None) -> list[tuple[str, int, list[str]]]:
    """The same with how many and the ids that were kept."""
    comparison = (roster.comparison if roster else None) or {}
    found = ((text, comparison.get(kind, {})) for kind, text in words.CHANGES.items())
    return [
        (str(text) % {"count": each["count"]}, each["count"], each["ids"])
        for text, each in found
        if each.get("count")
    ]


def joined_and_left(roster: Roster | None) -> str:
    """Who came and who went between two rosters, in one sentence; nothing without two."""
    comparison = roster.comparison if roster else None
    if not comparison:
        return ""
    counts = {"joined": comparison["joined"]["count"], "left": comparison["left"]["count"]}
    return _("Since the roster before, %(joined)d joined and %(left)d are listed as leavers.") % counts


def _stored_findings(roster: Roster | None) -> Sequence[Mapping[str, Any]]:
    """Read alone: beside them thousands of rows may stand that were set aside."""
    if roster is None:
        return ()
    stored = Roster.objects.filter(pk=roster.pk, state=RosterState.STORED)
    return stored.values_list("reading__findings", flat=True).first() or ()


def _finding(finding: Mapping[str, Any]) -> Doubt:
    return _doubt(finding["severity"], words.finding_text(finding), finding["ids"])


def _doubt(severity: str, text: str, ids: Sequence[str]) -> Doubt:
    named = [each for each in ids if each]
    return Doubt(str(severity), text, tuple(named[:IDS_SHOWN]), max(0, len(named) - IDS_SHOWN))


def _nobody_left(claim: CheckedClaim | None) -> list[Doubt]:
    if claim is None or claim.test is None or claim.test.leavers or not claim.claim.rate:
        return []
    return [Doubt(str(Severity.WARNING), str(words.REASONS[Code.NO_LEAVERS_IN_WINDOW]))]
