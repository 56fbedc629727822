"""A person's due days for their calendar program, at a secret address that carries no session."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.calendars import renew_feed, revoke_feed
from assessments.exports.calendar import CONTENT_TYPE, calendar_file
from assessments.queries.calendars import calendar_of, feed_of, own_feed, token_hash
from outsourcing.accounts.models import User
from outsourcing.accounts.throttling import is_within
from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest, ObjectRule, guarded, public_of

FEED = ObjectRule("calendar", "whoever knows its secret address")
# Calendar programs ask every few minutes at most; whoever guesses gets less.
RATE = "60/h/key"
RATE_OF_GUESSES = "60/h/ip"


@public_of(FEED)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The days of whoever the address was made for, and nothing of anybody who is signed in here."""
    known = feed_of(token)
    rate, key = (RATE, token_hash(token)) if known else (RATE_OF_GUESSES, "")
    if not is_within(request, "calendar", rate, key=key):
        return _too_often()
    if known is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        entries = calendar_of(known.user.as_actor())
        content = calendar_file(entries, name=_("Parity"), base_url=settings.BASE_URL)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="parity.ics"'
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response["ETag"] = etag
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response


@guarded()
@require_POST
def renew(request: ActorRequest) -> HttpResponse:
    """Make a new address and show it, this once; it is in no message and no session."""
    token = renew_feed(by=request.actor, user=cast(User, request.user), now=timezone.now())
    path = reverse("assessments:calendar", args=[token])
    address = f"{settings.BASE_URL.rstrip('/')}{path}"
    return render(request, "assessments/reviews/calendar_address.html", {"address": address})


@guarded()
@require_POST
def revoke(request: ActorRequest) -> HttpResponse:
    """Let the address lead nowhere."""
    revoke_feed(by=request.actor, user=cast(User, request.user))
    messages.success(request, _("Your calendar's address leads nowhere any more."))
    return redirect("accounts:profile")


def profile_panel(actor: Actor, _page_of: object, _today: date) -> Mapping[str, object]:
    """The card on one's profile."""
    return {"feed": own_feed(actor)}


def _too_often() -> HttpResponse:
    response = HttpResponse(_("Too often. Ask again in an hour."), status=429, content_type="text/plain")
    response["Retry-After"] = "3600"
    return response
