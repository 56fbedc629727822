"""Filters that say in words what kind of work is owed and how it stands."""

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
