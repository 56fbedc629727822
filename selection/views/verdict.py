"""Who should we pick, and how sure are we? Said in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.results import Status
from outsourcing.ui.formats import score_text
from outsourcing.ui.registry import Tone
from selection.domain.standing import StandingRow

TOLERANCE = 1e-9
# More names than these are a number, not a sentence.
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, and how settled it is."""

    text: str
    tone: Tone
    leaders: tuple[StandingRow, ...] = ()


def verdict_of(rows: Sequence[StandingRow], names: Mapping[int, str]) -> Verdict:
    """Say who leads and who could still pass; where nobody can be ranked, say why."""
    if not names:
        return Verdict(_("No provider is being compared yet."), Tone.INFO)
    if not rows:
        return Verdict(_("The ranking has not been computed yet."), Tone.INFO)
    leaders = tuple(row for row in rows if row.rank == 1)
    if not leaders:
        return Verdict(_nobody(rows), Tone.INFO)
    rivals = [row for row in rows if row.status is not Status.EXCLUDED and row not in leaders]
    if not rivals and len(leaders) == 1:
        return Verdict(_alone(leaders[0], rows, names), Tone.OK, leaders)
    closing = [row for row in rivals if _may_pass(row, leaders)]
    settled = not closing and len(leaders) == 1
    text = f"{_lead(leaders, names)} {_rest(closing, leaders, names)}"
    return Verdict(text, Tone.OK if settled else Tone.WARN, leaders)


def _may_pass(row: StandingRow, leaders: Sequence[StandingRow]) -> bool:
    """Whether some leader does not surely beat this one."""
    return any((row.fit.high or 0.0) > (leader.fit.low or 0.0) + TOLERANCE for leader in leaders)


def _lead(leaders: Sequence[StandingRow], names: Mapping[int, str]) -> str:
    score = score_text(leaders[0].fit.observed)
    if len(leaders) > 1:
        return _("%(names)s lead together with %(score)s.") % {
            "names": listed([names[row.candidacy_id] for row in leaders]),
            "score": score,
        }
    return _("%(name)s leads with %(score)s.") % {"name": names[leaders[0].candidacy_id], "score": score}


def _rest(closing: Sequence[StandingRow], leaders: Sequence[StandingRow], names: Mapping[int, str]) -> str:
    if closing:
        who = listed([names[row.candidacy_id] for row in closing])
        if len(leaders) > 1:
            return _("%(names)s could still pass them.") % {"names": who}
        return _("%(names)s could still pass it.") % {"names": who}
    if len(leaders) > 1:
        return _("No other can pass them.")
    return _("No other can pass it, whatever is still open.")


def _alone(leader: StandingRow, rows: Sequence[StandingRow], names: Mapping[int, str]) -> str:
    facts = {"name": names[leader.candidacy_id], "score": score_text(leader.fit.observed)}
    if len(rows) == 1:
        return _("%(name)s reaches %(score)s, and is the only one compared so far.") % facts
    return _("%(name)s leads with %(score)s; all others are knocked out.") % facts


def _nobody(rows: Sequence[StandingRow]) -> str:
    if not any(row.fit.coverage > 0 for row in rows):
        return _("Nobody can be ranked yet: nothing has been answered.")
    excluded = sum(row.status is Status.EXCLUDED for row in rows)
    pending = sum(row.status is Status.PENDING for row in rows)
    thin = len(rows) - excluded - pending
    because = [
        ngettext(
            "too little is answered about %(count)d provider",
            "too little is answered about %(count)d providers",
            thin,
        )
        % {"count": thin},
        ngettext(
            "%(count)d waits for a knock-out question", "%(count)d wait for a knock-out question", pending
        )
        % {"count": pending},
        ngettext("%(count)d is knocked out", "%(count)d are knocked out", excluded) % {"count": excluded},
    ]
    said = [words for words, count in zip(because, (thin, pending, excluded), strict=True) if count]
    return _("Nobody can be ranked yet: %(reasons)s.") % {"reasons": ", ".join(said)}


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; many become a number."""
    if len(names) > MOST_NAMES:
        return ngettext("%(count)d other", "%(count)d others", len(names)) % {"count": len(names)}
    return str(get_text_list(list(names), _("and")))
