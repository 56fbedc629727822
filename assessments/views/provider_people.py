"""Asking the provider's people: who is asked, how far they are, and what is released to them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.asking import ask_contact, ask_newcomer, stop_asking
from assessments.actions.refusals import Refused
from assessments.forms.portal import AskForm, DaysForm, ReleaseForm
from assessments.models import Asking, Assessment, AssessmentState
from assessments.queries.portal import (
    askings_of,
    asks_provider,
    people_asked,
    people_to_ask,
    releases_of,
    sections_asked,
)
from assessments.views import places
from outsourcing.accounts.mail import mail_leaves
from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest, ObjectRule, guarded
from providers import actions as invitations

ASKED_PROVIDER = ObjectRule("assessment whose provider is asked", "whoever was granted to manage it")
ASKING = ObjectRule("asking of a contact", "whoever was granted to manage its assessment")


@guarded(of=ASKED_PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: ActorRequest, pk: int) -> HttpResponse:
    """Who at the provider answers, and what do they get to see?"""
    assessment = places.managed_assessment(request.actor, pk)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        contacts=people_to_ask(request.actor, assessment),
        sections=sections_asked(assessment),
        initial={"days": settings.PORTAL_LINK_DAYS},
    )
    if form.is_valid() and _asked(request, assessment, form):
        return redirect("assessments:provider-people", pk=pk)
    return show(request, assessment, form=form, status=422 if form.errors else 200)


@guarded(of=ASKING)
@require_POST
def send_again(request: ActorRequest, pk: int, asking_pk: int) -> HttpResponse:
    """Another mail with a new link; the earlier link ends."""
    asking = managed_asking(request.actor, pk, asking_pk)
    try:
        invitations.send_again(by=request.actor, invitation=asking.invitation, expires_at=_end_of(request))
    except invitations.InvitationError as error:
        messages.error(request, str(error))
    else:
        name = {"name": asking.invitation.contact.name}
        messages.success(request, _("Another invitation is on its way to %(name)s.") % name)
    return redirect("assessments:provider-people", pk=pk)


@guarded(of=ASKING)
@require_POST
def extend(request: ActorRequest, pk: int, asking_pk: int) -> HttpResponse:
    """The link that was sent waits longer."""
    asking = managed_asking(request.actor, pk, asking_pk)
    invitations.extend_invitation(by=request.actor, invitation=asking.invitation, expires_at=_end_of(request))
    messages.success(request, _("The link waits longer now."))
    return redirect("assessments:provider-people", pk=pk)


@guarded(of=ASKING)
@require_POST
def link(request: ActorRequest, pk: int, asking_pk: int) -> HttpResponse:
    """Show a link this once, where mail does not leave the machine."""
    asking = managed_asking(request.actor, pk, asking_pk)
    if mail_leaves():
        # Whoever sees a link could answer as the contact; where mail works, nobody has to.
        messages.info(request, _("Links go by mail. Send the invitation again."))
        return redirect("assessments:provider-people", pk=pk)
    try:
        now = timezone.now()
        token = invitations.show_link(by=request.actor, invitation=asking.invitation, now=now)
    except invitations.InvitationError as error:
        messages.error(request, str(error))
        return redirect("assessments:provider-people", pk=pk)
    path = reverse("portal:link", args=[token])
    context = {"asking": asking, "link": f"{settings.BASE_URL.rstrip('/')}{path}", "assessment_pk": pk}
    return render(request, "assessments/provider_link.html", context)


@guarded(of=ASKING)
@require_POST
def revoke(request: ActorRequest, pk: int, asking_pk: int) -> HttpResponse:
    """Stop asking this person, at once."""
    asking = managed_asking(request.actor, pk, asking_pk)
    stop_asking(by=request.actor, asking=asking, now=timezone.now())
    said = _("%(name)s is not asked any more. What they answered stays.")
    messages.success(request, said % {"name": asking.invitation.contact.name})
    return redirect("assessments:provider-people", pk=pk)


def show(
    request: ActorRequest,
    assessment: Assessment,
    *,
    form: AskForm | None = None,
    release_form: ReleaseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a refused form as it was typed."""
    contacts = people_to_ask(request.actor, assessment)
    releases = releases_of(request.actor, assessment)
    days = {"days": settings.PORTAL_LINK_DAYS}
    context = {
        "assessment": assessment,
        "people": people_asked(request.actor, assessment, timezone.now()),
        "asks_provider": asks_provider(assessment),
        "may_ask": assessment.state != AssessmentState.CANCELLED,
        "form": form or AskForm(contacts=contacts, sections=sections_asked(assessment), initial=days),
        "release_form": release_form or ReleaseForm(),
        "releases": releases,
        "open_release": next((each for each in releases if each.taken_back_at is None), None),
        "mail_leaves": mail_leaves(),
        "days": settings.PORTAL_LINK_DAYS,
    }
    return render(request, "assessments/provider_people.html", context, status=status)


def managed_asking(actor: Actor, pk: int, asking_pk: int) -> Asking:
    """An asking of an assessment that this actor manages."""
    assessment = places.managed_assessment(actor, pk)
    found = askings_of(actor, assessment).filter(pk=asking_pk).first()
    if found is None:
        raise Http404
    return found


def _end_of(request: ActorRequest) -> datetime:
    form = DaysForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else settings.PORTAL_LINK_DAYS
    return timezone.now() + timedelta(days=days)


def _asked(request: ActorRequest, assessment: Assessment, form: AskForm) -> bool:
    given, now = form.cleaned_data, timezone.now()
    what = {
        "by": request.actor,
        "assessment": assessment,
        "sections": list(given["sections"]),
        "note": given["note"],
        "expires_at": now + timedelta(days=given["days"]),
        "now": now,
        "mail": mail_leaves(),
    }
    try:
        if given["contact"]:
            asking = ask_contact(contact=given["contact"], **what)
        else:
            asking = ask_newcomer(name=given["name"], email=given["email"], **what)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        return False
    name = {"name": asking.invitation.contact.name}
    if mail_leaves():
        messages.success(request, _("An invitation is on its way to %(name)s.") % name)
    else:
        messages.success(request, _("%(name)s is invited. Copy the link below and hand it over.") % name)
    return True
