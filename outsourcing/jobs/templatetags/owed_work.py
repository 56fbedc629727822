"""Filters that say in words what kind of work is owed and how it stands."""

from collections.abc import Mapping

from django import template

from outsourcing.jobs.models import OwedWork, WorkState
from outsourcing.jobs.names import name_of
from outsourcing.ui.registry import Tone

register = template.Library()
register.filter("work_name", name_of)

TONES = {
    WorkState.FAILED: Tone.BAD,
    WorkState.DONE: Tone.OK,
    WorkState.LEASED: Tone.INFO,
    WorkState.QUEUED: Tone.WARN,
}


@register.filter
def state_tone(work: OwedWork) -> Tone:
    """The tone of its state."""
    return TONES[WorkState(work.state)]


@register.filter
def about(work: OwedWork, names: Mapping[tuple[str, str], str]) -> str:
    """Whom or what it is for: in words where somebody knows them, else its key."""
    return names.get((work.task, work.key), work.key)
