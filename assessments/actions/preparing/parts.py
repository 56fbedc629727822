"""Whose part a preparation is: what the provider's people may do of it, and who may own it."""

from django.utils.translation import gettext as _

from assessments.actions.granting import grant
from assessments.actions.refusals import Refused
from assessments.domain.preparing import Doer
from assessments.models import Asking, Capability, Preparation, Preparedness
from assessments.queries.access import visible_assessments
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind


def require_part(by: Actor, kept: Preparedness, preparation: Preparation) -> None:
    """Raise Refused where a contact does what is not shared, or is not their side's to do."""
    if by.kind is not ActorKind.CONTACT:
        return
    if kept.shared_at is None:
        text = _("This list is not shared with you any more. Nothing was changed.")
        raise Refused("state", "not_shared", text)
    if preparation.side == Doer.SPONSOR:
        raise Refused("state", "not_yours", _("This is for the other side to do. Nothing was changed."))


def let_see(by: Actor, owner: Actor, preparation: Preparation) -> None:
    """Raise Refused where they cannot own it; somebody of the house may read its assessment from now on."""
    if owner.kind is ActorKind.CONTACT:
        _require_asked(owner, preparation)
        return
    user = User.objects.filter(pk=int(owner.id), is_active=True).first()
    if user is None:
        raise Refused("owner", "gone", _("This person does not work here any more."))
    if not visible_assessments(user.as_actor()).filter(pk=preparation.assessment_id).exists():
        grant(
            by=by,
            to_kind=owner.kind,
            to_id=owner.id,
            assessment=preparation.assessment,
            capability=Capability.READ,
        )


def _require_asked(owner: Actor, preparation: Preparation) -> None:
    if preparation.side == Doer.SPONSOR:
        text = _("This is our own side's to do: choose somebody who works here.")
        raise Refused("owner", "other_side", text)
    asked = Asking.objects.filter(
        response__assessment=preparation.assessment_id,
        invitation__contact=int(owner.id),
        invitation__revoked_at__isnull=True,
    )
    if not asked.exists():
        text = _("This person of the provider is not asked here. Ask them first, so that they can come in.")
        raise Refused("owner", "not_asked", text)
