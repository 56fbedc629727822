"""Filters that say an event in words."""

from collections.abc import Mapping

from django import template

from outsourcing.audit.models import AuditEvent
from outsourcing.audit.phrases import noun_of, phrase_of

register = template.Library()
register.filter("action_words", phrase_of)
register.filter("object_words", noun_of)


@register.filter
def thing(event: AuditEvent, names: Mapping[tuple[str, str], str]) -> str:
    """What the event is about: in words where somebody knows them, else under the name it had."""
    return names.get((event.object_type, event.object_id), event.object_label)
