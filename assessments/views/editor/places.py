"""From an address to the checklist or draft it names, for those who edit them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Removal, Template, TemplateVersion
from assessments.queries.drafts import editable_drafts, editable_templates, restorable_removals
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

CHECKLIST = ObjectRule("checklist to edit", "every checklist")
DRAFT = ObjectRule("draft of a checklist", "every draft")
SECTION = ObjectRule("section of a draft", "every section of a draft")
QUESTION = ObjectRule("question of a draft", "every question of a draft")
REMOVAL = ObjectRule("removed part of a draft", "whatever was removed and not yet put back")


def checklist(actor: Actor, key: str) -> Template:
    """A checklist this actor may change."""
    return get_object_or_404(editable_templates(actor), key=key)


def draft(actor: Actor, key: str) -> TemplateVersion:
    """The draft of a checklist."""
    return get_object_or_404(editable_drafts(actor), template__key=key)


def removal(actor: Actor, key: str, pk: int) -> Removal:
    """A removed part of a checklist's drafts."""
    found = restorable_removals(actor).filter(template__key=key, pk=pk).first()
    if found is None:
        raise Http404
    return found
