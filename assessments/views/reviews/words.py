"""Cadences, changes and states of reviews in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.domain.comparing import Turn
from assessments.models import SeriesState
from outsourcing.ui.registry import Tone

STATE_TONES: Mapping[str, Tone] = {
    SeriesState.ACTIVE: Tone.OK,
    SeriesState.PAUSED: Tone.WARN,
    SeriesState.ENDED: Tone.NONE,
}
TURNS: Mapping[Turn, tuple[Promise, Tone, str]] = {
    Turn.BETTER: (gettext_lazy("Better"), Tone.OK, "arrow-up-right"),
    Turn.WORSE: (gettext_lazy("Worse"), Tone.BAD, "arrow-down-right"),
    Turn.UNCHANGED: (gettext_lazy("Unchanged"), Tone.NONE, "arrow-right"),
    Turn.NEW: (gettext_lazy("New question"), Tone.INFO, "plus-lg"),
    Turn.DROPPED: (gettext_lazy("No longer asked"), Tone.NONE, "dash-lg"),
    Turn.NOW_ANSWERED: (gettext_lazy("Answered now"), Tone.INFO, "check-lg"),
    Turn.NOW_OPEN: (gettext_lazy("Open now"), Tone.WARN, "question-lg"),
    Turn.NOT_COMPARED: (gettext_lazy("Not compared"), Tone.NONE, "three-dots"),
}


def cadence_text(months: int) -> str:
    """A cadence as people say it: every quarter, every 6 months, every 2 years."""
    match months:
        case 1:
            return gettext("every month")
        case 3:
            return gettext("every quarter")
        case 12:
            return gettext("every year")
        case years if years % 12 == 0:
            return gettext("every %(years)d years") % {"years": years // 12}
    return ngettext("every %(months)d month", "every %(months)d months", months) % {"months": months}
