"""Asks the provider's people, lets them ask their colleagues, and takes it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.granting import grant
from assessments.actions.opening import add_response
from assessments.actions.panels.asking import go_on_without, put_aside
from assessments.actions.refusals import Refused
from assessments.domain.questionnaire import Side
from assessments.models import (
    Asking,
    Assessment,
    AssessmentState,
    Capability,
    Grant,
    Response,
    ResponseState,
    Section,
)
from assessments.queries.discretion import contact_party
from assessments.queries.portal import asks_alone, asks_provider
from outsourcing.actors import Actor, ActorKind
from providers.actions import (
    EmailTakenError,
    InvitationError,
    add_contact,
    invite_contact,
    revoke_invitation,
)
from providers.domain.facts import ContactFacts
from providers.models import Contact

# Enough for any questionnaire; nobody sends mail to the world from here.
MOST_ASKED = 40


@transaction.atomic
def ask_contact(
    *,
    by: Actor,
    assessment: Assessment,
    contact: Contact,
    sections: Sequence[Section],
    note: str,
    expires_at: datetime,
    now: datetime,
    mail: bool,
    handed_on_by: Asking | None = None,
) -> Asking:
    """Let a contact answer for the provider, all of it or these sections, and invite them to."""
    response = _response_to_ask(by, assessment, contact)
    try:
        invitation = invite_contact(
            by=by,
            contact=contact,
            purpose=assessment.title,
            note=note,
            expires_at=expires_at,
            now=now,
            mail=mail,
        )
    except InvitationError as error:
        raise Refused("contact", "not_invited", str(error)) from error
    asking = Asking.objects.create(response=response, invitation=invitation, handed_on_by=handed_on_by)
    asking.sections.set(sections)
    grant(
        by=by,
        to_kind=ActorKind.CONTACT,
        to_id=str(contact.pk),
        assessment=assessment,
        capability=Capability.ANSWER,
        response=response,
    )
    return asking


@transaction.atomic
def ask_newcomer(
    *,
    by: Actor,
    assessment: Assessment,
    name: str,
    email: str,
    sections: Sequence[Section],
    note: str,
    expires_at: datetime,
    now: datetime,
    mail: bool,
    handed_on_by: Asking | None = None,
) -> Asking:
    """The same for somebody by name and address; who is on the provider's list already stays one person."""
    return ask_contact(
        by=by,
        assessment=assessment,
        contact=_contact(by, assessment, name, email, now),
        sections=sections,
        note=note,
        expires_at=expires_at,
        now=now,
        mail=mail,
        handed_on_by=handed_on_by,
    )


@transaction.atomic
def stop_asking(*, by: Actor, asking: Asking, now: datetime) -> None:
    """Take it back: the link, the sessions and the right to answer end; what was answered stays."""
    contact = asking.invitation.contact_id
    revoke_invitation(by=by, invitation=asking.invitation, now=now)
    others = Asking.objects.filter(
        response=asking.response_id, invitation__contact=contact, invitation__revoked_at__isnull=True
    )
    if not others.exists():
        Grant.objects.filter(
            actor_kind=ActorKind.CONTACT, actor_id=str(contact), response=asking.response_id
        ).delete()
        _leave_out(by, asking.response, now)


def _leave_out(by: Actor, response: Response, now: datetime) -> None:
    """Nothing waits for somebody who answered alone and is not asked any more."""
    if response.is_shared or response.state == ResponseState.SUBMITTED:
        return
    put_aside(by, response, _("Not asked any more."), now)
    if input_changed(response.assessment_id):
        go_on_without(by, response.assessment, now)


def _response_to_ask(by: Actor, assessment: Assessment, contact: Contact) -> Response:
    if not asks_provider(assessment) or contact.provider_id != assessment.subject.provider_id:
        raise Refused("contact", "not_asked", _("This checklist asks nothing of this provider's people."))
    if assessment.state == AssessmentState.CANCELLED:
        raise Refused("contact", "cancelled", _("This assessment was cancelled."))
    response = _own_response(by, assessment, contact) if asks_alone(assessment) else None
    response = (
        response or Response.objects.filter(assessment=assessment, side=Side.PROVIDER, party="").first()
    )
    if response is None:
        response = add_response(by=by, assessment=assessment, side=Side.PROVIDER)
    # Serves as the turn of whoever asks: two at once do not ask one person twice.
    Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    _refuse_twice(response, contact)
    return response


def _own_response(by: Actor, assessment: Assessment, contact: Contact) -> Response:
    """Mirrored scales need several people of a side who do not see each other's answers."""
    party = contact_party(str(contact.pk))
    known = Response.including_set_aside.filter(assessment=assessment, side=Side.PROVIDER, party=party)
    # Whoever was asked before and is asked again comes back with what they had answered.
    known.filter(is_set_aside=True).update(is_set_aside=False)
    return add_response(
        by=by, assessment=assessment, side=Side.PROVIDER, party=party, party_name=contact.name[:200]
    )


def _refuse_twice(response: Response, contact: Contact) -> None:
    asked = Asking.objects.filter(response=response, invitation__revoked_at__isnull=True)
    if response.state == ResponseState.SUBMITTED:
        raise Refused("contact", "submitted", _("This was handed in already. Reopen it first."))
    if asked.filter(invitation__contact=contact).exists():
        text = _("%(name)s is asked already. Send the invitation again instead.")
        raise Refused("contact", "asked_already", text % {"name": contact.name})
    if asked.count() >= MOST_ASKED:
        text = _("%(most)d people are asked already; that is the most there can be.")
        raise Refused("contact", "too_many", text % {"most": MOST_ASKED})


def _contact(by: Actor, assessment: Assessment, name: str, email: str, now: datetime) -> Contact:
    provider = assessment.subject.provider
    if provider is None:
        raise Refused("email", "not_asked", _("This assessment is about no provider."))
    known = Contact.objects.select_related("provider").filter(provider=provider, email__iexact=email).first()
    if known is not None:
        return known
    try:
        return add_contact(by=by, provider=provider, facts=ContactFacts(name=name, email=email), now=now)
    except EmailTakenError as error:
        text = _("This address was just added by somebody else. Try again.")
        raise Refused("email", "taken", text) from error
