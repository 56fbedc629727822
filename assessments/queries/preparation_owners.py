"""Who may own a preparation: somebody of the house, or of the provider who is asked and has a part in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.domain.preparing import Doer
from assessments.models import Asking, Preparation
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from providers.models import Contact


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody to choose."""

    key: str
    name: str


def our_people() -> Sequence[Owner]:
    """Everybody who works here."""
    people = User.objects.filter(is_active=True).order_by("name", "pk").values_list("pk", "name")
    return [Owner(f"{ActorKind.USER}:{pk}", name) for pk, name in people]


def their_people(preparation: Preparation) -> Sequence[Owner]:
    """The provider's people who are asked in its assessment, where it is not our own side's alone."""
    if preparation.side == Doer.SPONSOR:
        return []
    asked = Asking.objects.filter(
        response__assessment=preparation.assessment_id, invitation__revoked_at__isnull=True
    ).values("invitation__contact")
    contacts = Contact.objects.filter(pk__in=asked, removed_at__isnull=True).order_by("name", "pk")
    return [Owner(f"{ActorKind.CONTACT}:{pk}", name) for pk, name in contacts.values_list("pk", "name")]


def owner_of(key: str) -> Actor | None:
    """The actor behind a choice; None where nobody was chosen, or nobody is there any more."""
    kind, _colon, number = key.partition(":")
    if not number.isdecimal():
        return None
    if kind == ActorKind.CONTACT:
        contact = Contact.objects.filter(pk=int(number), removed_at__isnull=True).first()
        return contact.as_actor() if contact else None
    user = User.objects.filter(pk=int(number), is_active=True).first()
    return user.as_actor() if user else None
