"""Asking a provider for a roster, and what became of the asking."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outsourcing.accounts.mail import mail_leaves
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from providers import actions
from providers.forms.roster_request import AskForRosterForm, StopAskingForm
from providers.models import Invitation, Provider, RosterRequest
from providers.queries import visible_providers
from providers.queries.roster_requests import AskedPerson, people_asked, people_to_ask, visible_requests
from providers.views.objects import PROVIDER, ROSTER_REQUEST


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest, pk: int) -> HttpResponse:
    """Which list do you ask for, of whom, and by when?"""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    form = AskForRosterForm(
        request.POST or None,
        provider=provider,
        actor=request.actor,
        today=timezone.localdate(),
        cancel_url=reverse("providers:tab", args=[pk, "attrition"]),
    )
    if form.is_valid() and (made := _made(request, provider, form)):
        messages.success(request, _("Asked. It stands in the portal of everybody you chose."))
        return redirect("providers:roster_request", pk=pk, request_pk=made.pk)
    has_people = people_to_ask(request.actor, provider).exists()
    context = {"form": form, "provider": provider, "has_people": has_people}
    status = 422 if form.errors else 200
    return render(request, "providers/people/ask.html", context, status=status)


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER_REQUEST)
@require_safe
def show(request: ActorRequest, pk: int, request_pk: int) -> HttpResponse:
    """What became of this request?"""
    context = _context(_found(request, pk, request_pk))
    return render(request, "providers/people/request.html", context)


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, pk: int, request_pk: int) -> HttpResponse:
    """Why is this list not asked for any more?"""
    found = _found(request, pk, request_pk)
    page = reverse("providers:roster_request", args=[pk, request_pk])
    form = StopAskingForm(request.POST or None, cancel_url=page)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_request(by=request.actor, request=found, reason=reason, now=timezone.now())
        except actions.RequestClosedError:
            messages.info(request, _("This request was settled meanwhile; nothing was changed."))
        else:
            messages.success(request, _("The request is taken back."))
        return redirect(page)
    context = {**_context(found), "form": form}
    status = 422 if form.errors else 200
    return render(request, "providers/people/withdraw_request.html", context, status=status)


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER_REQUEST)
@require_POST
def stop(request: ActorRequest, pk: int, request_pk: int) -> HttpResponse:
    """Let no other request follow by itself."""
    actions.stop_repeating(by=request.actor, request=_found(request, pk, request_pk))
    messages.success(request, _("No other request follows by itself."))
    return redirect("providers:roster_request", pk=pk, request_pk=request_pk)


@guarded(Permission.MANAGE_PROVIDERS, of=ROSTER_REQUEST)
@require_POST
def let_in(request: ActorRequest, pk: int, request_pk: int, contact_pk: int) -> HttpResponse:
    """Another invitation by mail; where mail does not leave the machine, a link to hand over oneself."""
    found = _found(request, pk, request_pk)
    person = next((each for each in people_asked(found) if each.contact.pk == contact_pk), None)
    if person is None or person.invitation is None:
        raise Http404
    try:
        if not mail_leaves():
            return _with_link(request, found, person, person.invitation)
        ends = timezone.now() + timedelta(days=settings.PORTAL_LINK_DAYS)
        actions.send_again(by=request.actor, invitation=person.invitation, expires_at=ends)
    except actions.InvitationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("An invitation is on its way to %(name)s.") % {"name": person.contact})
    return redirect("providers:roster_request", pk=pk, request_pk=request_pk)


def _with_link(
    request: ActorRequest, found: RosterRequest, person: AskedPerson, invitation: Invitation
) -> HttpResponse:
    token = actions.show_link(by=request.actor, invitation=invitation, now=timezone.now())
    address = f"{settings.BASE_URL.rstrip('/')}{reverse('portal:link', args=[token])}"
    context = {**_context(found), "person": person, "link": address}
    return render(request, "providers/people/request_link.html", context)


def _made(request: ActorRequest, provider: Provider, form: AskForRosterForm) -> RosterRequest | None:
    now = timezone.now()
    try:
        return actions.ask_for_roster(
            by=request.actor,
            provider=provider,
            wish=form.wish(),
            expires_at=now + timedelta(days=settings.PORTAL_LINK_DAYS),
            now=now,
            mail=mail_leaves(),
        )
    except actions.AlreadyAskedError:
        form.add_error("as_of", _("A roster as of this day is asked for already."))
    except actions.InvitationError as error:
        form.add_error("contacts", str(error))
    return None


def _found(request: ActorRequest, pk: int, request_pk: int) -> RosterRequest:
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    requests = visible_requests(request.actor, provider).select_related("provider", "roster")
    return get_object_or_404(requests, pk=request_pk)


def _context(found: RosterRequest) -> dict[str, Any]:
    return {
        "provider": found.provider,
        "asked": found,
        "people": people_asked(found),
        "today": timezone.localdate(),
        "by_mail": mail_leaves(),
        "people_url": reverse("providers:tab", args=[found.provider_id, "attrition"]),
    }
