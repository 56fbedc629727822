"""Signing in: an empty house asks for its administrator first, and whoever guesses has to wait."""

from collections.abc import Mapping
from typing import Any, cast

from allauth.account.views import LoginView, password_change
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from outsourcing.accounts import queries
from outsourcing.accounts.models import User
from outsourcing.accounts.throttling import account_of, address_of, minutes_to_wait
from outsourcing.guards import ActorRequest, guarded, public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """allauth's page, unless there is nobody who could sign in."""
    if queries.nobody_yet():
        return redirect("accounts:welcome")
    name = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
    answer: HttpResponseBase = LoginView.as_view(extra_context={"single_sign_on": name})(request)
    return answer


@guarded()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: ActorRequest) -> HttpResponseBase:
    """allauth's page; who never had a password gets one through a link."""
    if not cast(User, request.user).has_usable_password():
        return redirect("account_reset_password")
    answer: HttpResponseBase = password_change(request)
    return answer


def locked_out(
    request: HttpRequest,
    _answer: HttpResponse | None = None,
    credentials: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Say how long to wait, alike for accounts that exist and those that do not."""
    minutes = minutes_to_wait(account_of(request, credentials), address_of(request), timezone.now())
    response = render(request, "account/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
