"""Adding, changing, removing and bringing back a person at a provider."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from providers.actions.turns import differing, fresh, take_over, take_turn
from providers.domain.facts import ContactFacts
from providers.models import Contact, Provider


class EmailTakenError(Exception):
    """Another contact of this provider has this e-mail address."""


@transaction.atomic
def add_contact(*, by: Actor, provider: Provider, facts: ContactFacts, now: datetime) -> Contact:
    """Add a person; the first one is the main contact."""
    contact = Contact(provider=provider, **fresh(by=by, now=now))
    take_over(contact, facts, differing(contact, facts))
    contact.is_main = facts.is_main or not _has_main(contact)
    _make_room(contact)
    _save(contact, columns=None)
    record(by=by, action="contact.added", on=contact, digest={"provider": provider.pk})
    return contact


@transaction.atomic
def change_contact(
    *, by: Actor, contact: Contact, facts: ContactFacts, expected_version: int, now: datetime
) -> Contact:
    """Change what is said of a person, unless somebody else did since it was read."""
    changed = differing(contact, facts)
    take_turn(contact, expected=expected_version, by=by, now=now)
    take_over(contact, facts, changed)
    _make_room(contact)
    _save(contact, columns=changed)
    if "email" in changed:
        end_access(contact)
    digest: dict[str, str | int] = {"provider": contact.provider_id, "fields": ", ".join(changed)}
    record(by=by, action="contact.changed", on=contact, digest=digest)
    return contact


@transaction.atomic
def remove_contact(*, by: Actor, contact: Contact, now: datetime) -> Contact:
    """Take a person off the list; a second time changes nothing."""
    if Contact.objects.filter(pk=contact.pk).update(removed_at=now):
        end_access(contact)
        record(by=by, action="contact.removed", on=contact, digest={"provider": contact.provider_id})
    return contact


@transaction.atomic
def restore_contact(*, by: Actor, contact: Contact) -> Contact:
    """Bring a removed person back; who became main contact meanwhile stays it."""
    if contact.removed_at is None:
        return contact
    contact.removed_at = None
    contact.is_main = contact.is_main and not _has_main(contact)
    _save(contact, columns=["removed_at", "is_main"])
    record(by=by, action="contact.restored", on=contact, digest={"provider": contact.provider_id})
    return contact


def end_access(contact: Contact) -> None:
    """End the contact's sessions and the links that were sent: they went to another address, or to nobody."""
    Contact.with_removed.filter(pk=contact.pk).update(access_number=F("access_number") + 1)
    contact.invitations.update(token_hash="")


def _make_room(contact: Contact) -> None:
    if contact.is_main:
        _others(contact).filter(is_main=True).update(is_main=False)


def _save(contact: Contact, *, columns: list[str] | None) -> None:
    try:
        with transaction.atomic():
            contact.save(update_fields=columns)
    except IntegrityError as error:
        if contact.email and _others(contact).filter(email__iexact=contact.email).exists():
            raise EmailTakenError from error
        raise


def _has_main(contact: Contact) -> bool:
    return _others(contact).filter(is_main=True).exists()


def _others(contact: Contact) -> QuerySet[Contact]:
    return Contact.objects.filter(provider=contact.provider_id).exclude(pk=contact.pk)
