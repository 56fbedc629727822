"""What changed at a provider and when; by whom is for those who may read the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field, ManyToManyField, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor, Permission
from outsourcing.audit.models import AuditEvent
from providers.models import Contact, Provider, Site
from providers.queries.profile import visible_providers

WORDS = {
    "provider.created": _("Added to the directory"),
    "provider.changed": _("Particulars changed"),
    "provider.archived": _("Archived"),
    "provider.restored": _("Brought back from the archive"),
    "contact.added": _("Contact added"),
    "contact.changed": _("Contact changed"),
    "contact.removed": _("Contact removed"),
    "contact.restored": _("Contact brought back"),
    "site.added": _("Site added"),
    "site.changed": _("Site changed"),
    "site.removed": _("Site removed"),
    "site.restored": _("Site brought back"),
}


@dataclass(frozen=True)
class Change:
    """One line of the history; `who` is empty for those who may not read the trail."""

    at: datetime
    what: str | Promise
    detail: str
    who: str


def changes_of(actor: Actor, provider: Provider, *, most: int = 100) -> list[Change]:
    """The latest changes of the provider, its contacts and its sites, newest first."""
    if not visible_providers(actor).filter(pk=provider.pk).exists():
        return []
    events = AuditEvent.objects.filter(_about(provider)).order_by("-at", "-id")[:most]
    return [_change(event, names_who=actor.may(Permission.READ_TRAIL)) for event in events]


def _about(provider: Provider) -> Q:
    contacts = Contact.with_removed.filter(provider=provider).values_list("pk", flat=True)
    sites = Site.with_removed.filter(provider=provider).values_list("pk", flat=True)
    return _named(Provider, [provider.pk]) | _named(Contact, contacts) | _named(Site, sites)


def _named(model: type[Provider | Contact | Site], keys: Iterable[int]) -> Q:
    return Q(object_type=model._meta.label_lower, object_id__in=[str(key) for key in keys])


def _change(event: AuditEvent, *, names_who: bool) -> Change:
    is_part = event.object_type != Provider._meta.label_lower
    return Change(
        at=event.at,
        what=WORDS.get(event.action, event.action),
        detail=event.object_label if is_part else _field_names(str(event.digest.get("fields", ""))),
        who=event.actor_name if names_who else "",
    )


def _field_names(fields: str) -> str:
    known = {field.name: str(field.verbose_name) for field in _columns()}
    return ", ".join(known.get(name, name) for name in fields.split(", ") if name)


def _columns() -> "list[Field[Any, Any] | ManyToManyField[Any, Any]]":
    return [*Provider._meta.fields, *Provider._meta.many_to_many]
