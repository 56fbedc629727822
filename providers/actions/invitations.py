"""Inviting a contact into the portal by a link, and taking that back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from outsourcing.jobs.actions import owe
from providers.domain.secrets import hash_of, new_token
from providers.models import Contact, Invitation, Visit
from providers.queries.portal import invitation_by_link, live_invitations

INVITING = "providers.invite"


class InvitationError(Exception):
    """The invitation was not made or changed; the message is for whoever asked."""


@dataclass(frozen=True)
class Letter:
    """A link that was just made, for whom; it is kept nowhere."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite_contact(
    *, by: Actor, contact: Contact, purpose: str, note: str, expires_at: datetime, now: datetime, mail: bool
) -> Invitation:
    """Ask a contact in; the link is made by whoever hands it over: the worker with the mail, or a lead."""
    if not contact.email:
        raise InvitationError(_("%(name)s has no e-mail address yet.") % {"name": contact.name})
    if contact.provider.is_archived or contact.removed_at is not None:
        raise InvitationError(_("%(name)s is not on the list any more.") % {"name": contact.name})
    invitation = Invitation.objects.create(
        contact=contact,
        purpose=purpose[:300],
        note=note.strip(),
        invited_at=now,
        invited_by_kind=by.kind,
        invited_by_id=by.id,
        invited_by_name=by.name[:200],
        expires_at=expires_at,
    )
    record(by=by, action="invitation.made", on=invitation, digest=_digest(invitation))
    if mail:
        owe(INVITING, str(invitation.pk))
    return invitation


@transaction.atomic
def send_again(*, by: Actor, invitation: Invitation, expires_at: datetime) -> None:
    """Owe another mail; its link replaces the earlier one."""
    waiting = Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True)
    if not waiting.update(expires_at=expires_at):
        raise InvitationError(_("This invitation was taken back. Make a new one."))
    record(by=by, action="invitation.sent_again", on=invitation, digest=_digest(invitation))
    owe(INVITING, str(invitation.pk))


@transaction.atomic
def extend_invitation(*, by: Actor, invitation: Invitation, expires_at: datetime) -> None:
    """Let the link that was sent wait longer, or shorter."""
    waiting = Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True)
    if waiting.update(expires_at=expires_at):
        digest = _digest(invitation) | {"until": expires_at.date().isoformat()}
        record(by=by, action="invitation.extended", on=invitation, digest=digest)


@transaction.atomic
def revoke_invitation(*, by: Actor, invitation: Invitation, now: datetime) -> None:
    """End the link, and every session of the contact at once; twice is as once."""
    waiting = Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True)
    if waiting.update(revoked_at=now, revoked_by_name=by.name[:200], token_hash=""):
        Contact.with_removed.filter(pk=invitation.contact_id).update(access_number=F("access_number") + 1)
        record(by=by, action="invitation.revoked", on=invitation, digest=_digest(invitation))


@transaction.atomic
def show_link(*, by: Actor, invitation: Invitation, now: datetime) -> str:
    """Make a link to be handed over by hand, shown this once; it replaces the earlier one."""
    letter = make_letter(invitation_id=invitation.pk, now=now)
    if letter is None:
        raise InvitationError(_("This link would open nothing any more. Send the invitation again."))
    record(by=by, action="invitation.link_shown", on=invitation, digest=_digest(invitation))
    return letter.token


@transaction.atomic
def make_letter(*, invitation_id: int, now: datetime) -> Letter | None:
    """A fresh link, of which the hash stays; None where nobody waits for it any more."""
    invitation = live_invitations(now).filter(pk=invitation_id, expires_at__gt=now).first()
    if invitation is None:
        return None
    token = new_token()
    still = Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True)
    return Letter(invitation, token) if still.update(token_hash=hash_of(token)) else None


def note_sent(*, invitation_id: int, now: datetime) -> None:
    """The mail left the house."""
    Invitation.objects.filter(pk=invitation_id).update(sent_at=now)


@transaction.atomic
def accept_invitation(*, token_hash: str, address: str, now: datetime) -> Contact | None:
    """Use a link, once: whoever comes second with it finds it used."""
    invitation = invitation_by_link(token_hash, now)
    if invitation is None:
        return None
    used = Invitation.objects.filter(pk=invitation.pk, token_hash=token_hash, expires_at__gt=now)
    if not used.update(token_hash="", confirmed_at=invitation.confirmed_at or now):
        return None
    contact = invitation.contact
    note_visit(contact=contact, address=address, now=now)
    record(by=contact.as_actor(), action="invitation.accepted", on=invitation, digest=_digest(invitation))
    return contact


def note_visit(*, contact: Contact, address: str, now: datetime) -> None:
    """Remember the network somebody came in from."""
    Visit.objects.update_or_create(contact=contact, address=address, defaults={"at": now})


def _digest(invitation: Invitation) -> dict[str, str | int]:
    return {"contact": invitation.contact_id}
