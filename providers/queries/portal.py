"""Who may come into the portal, and by which invitation."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from providers.models import Contact, Invitation, ProviderState, Visit


def live_invitations(now: datetime) -> QuerySet[Invitation]:
    """Invitations that still open the door: used once already, or waiting for it; of people who are there."""
    return Invitation.objects.select_related("contact__provider").filter(
        Q(confirmed_at__isnull=False) | Q(expires_at__gt=now),
        revoked_at__isnull=True,
        contact__removed_at__isnull=True,
        contact__provider__state=ProviderState.ACTIVE,
    )


def invitation_by_link(token_hash: str, now: datetime) -> Invitation | None:
    """The invitation that a link opens, if it still does."""
    if not token_hash:
        return None
    return live_invitations(now).filter(token_hash=token_hash, expires_at__gt=now).first()


def expected_contacts(email: str, now: datetime) -> QuerySet[Contact]:
    """The contacts of this address that may come in; one person may work for several providers."""
    live = live_invitations(now).filter(contact=OuterRef("pk"))
    return Contact.objects.select_related("provider").filter(Exists(live), email__iexact=email).order_by("pk")


def present_contact(pk: int, access_number: int) -> Contact | None:
    """The contact of a session, unless their access ended since."""
    return (
        Contact.objects.select_related("provider")
        .filter(pk=pk, access_number=access_number, provider__state=ProviderState.ACTIVE)
        .first()
    )


def was_here(email: str, address: str) -> bool:
    """Whether a contact of this e-mail address came in from this network before."""
    return bool(address) and Visit.objects.filter(contact__email__iexact=email, address=address).exists()
