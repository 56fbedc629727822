"""Handing on to a colleague: who works on this response too, and asking one more of them."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.asking import ask_newcomer
from assessments.actions.refusals import Refused
from assessments.forms.portal import HandOnForm
from assessments.models import Response
from assessments.queries.portal import colleagues_asked, is_open, own_asking, sections_asked
from assessments.views.portal import places
from outsourcing.accounts.mail import mail_leaves
from outsourcing.guards import ActorRequest, for_contacts


@for_contacts(of=places.ASKED_WHOLE)
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """Who of us works on this, and who else shall?"""
    response = places.whole_response(request.actor, pk, response_pk)
    sections = sections_asked(response.assessment)
    form = HandOnForm(request.POST if request.method == "POST" else None, sections=sections)
    if form.is_valid() and _handed_on(request, response, form):
        return redirect("assessments:portal-colleagues", pk=pk, response_pk=response_pk)
    context = {
        "form": form,
        "response": response,
        "people": colleagues_asked(request.actor, response, timezone.now()),
        "is_open": is_open(response),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/portal/colleagues.html", context, status=status)


def _handed_on(request: ActorRequest, response: Response, form: HandOnForm) -> bool:
    given, now = form.cleaned_data, timezone.now()
    by_mail = mail_leaves()
    try:
        ask_newcomer(
            by=request.actor,
            assessment=response.assessment,
            name=given["name"],
            email=given["email"],
            sections=list(given["sections"]),
            note=given["note"],
            expires_at=now + timedelta(days=settings.PORTAL_LINK_DAYS),
            now=now,
            mail=by_mail,
            handed_on_by=own_asking(request.actor, response),
        )
    except Refused as refused:
        form.add_error("email" if refused.field == "contact" else None, refused.reason)
        return False
    if by_mail:
        said = _("An invitation is on its way to %(name)s.")
    else:
        said = _("%(name)s is invited. Mail does not leave this machine: ask whoever asked you for the link.")
    messages.success(request, said % {"name": given["name"]})
    return True
