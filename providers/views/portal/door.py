"""Coming back: an address is given, a code arrives, the code opens."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from outsourcing.accounts.mail import mail_leaves
from outsourcing.actors import ActorKind
from outsourcing.guards import ActorRequest, public
from providers import actions
from providers.forms import CodeForm, DoorForm
from providers.views.portal import visits

BROWSER, EMAIL = "portal_browser", "portal_email"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: ActorRequest) -> HttpResponse:
    """Ask for a code; the answer is the same whether somebody has this address or not."""
    if request.actor.kind is ActorKind.CONTACT:
        return redirect("portal:home")
    form = DoorForm(request.POST or None)
    if form.is_valid() and _asked(request, form):
        return redirect("portal:code")
    context = {"form": form, "by_mail": mail_leaves(), "staff": request.user.is_authenticated}
    return render(request, "portal/door.html", context, status=422 if form.errors else 200)


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: ActorRequest) -> HttpResponse:
    """Take the code."""
    if request.actor.kind is ActorKind.CONTACT:
        return redirect("portal:home")
    if BROWSER not in request.session:
        return redirect("portal:door")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if _entered(request, form.cleaned_data["code"]):
            return redirect("portal:home")
        form.add_error(
            "code",
            _(
                "This is not the code, or no longer. It holds for ten minutes and five tries. "
                "Look for the newest mail, or have a new code sent."
            ),
        )
    context = {"form": form, "email": request.session.get(EMAIL, "")}
    return render(request, "portal/code.html", context, status=422 if form.errors else 200)


def _asked(request: ActorRequest, form: DoorForm) -> bool:
    email: str = form.cleaned_data["email"]
    browser: str = request.session.get(BROWSER) or secrets.token_urlsafe(24)
    try:
        actions.ask_for_code(
            email=email, address=visits.network_of(request), browser=browser, now=timezone.now()
        )
    except actions.AskedTooOftenError:
        text = _("Codes were asked for too often. Wait an hour, use the newest mail, or ask who invited you.")
        form.add_error(None, text)
        return False
    request.session[BROWSER], request.session[EMAIL] = browser, email
    return True


def _entered(request: ActorRequest, typed: str) -> bool:
    now = timezone.now()
    contact = actions.redeem_code(
        browser=request.session[BROWSER], typed=typed, address=visits.network_of(request), now=now
    )
    if contact is None:
        return False
    visits.begin(request, contact, now)
    messages.success(request, _("Welcome back, %(name)s.") % {"name": contact.name})
    return True
