"""Who is knocking: the account and the network by which failed sign-ins are counted."""

import math
from collections.abc import Mapping
from datetime import datetime
from ipaddress import IPv6Network, ip_address
from typing import Any

from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import get_client_ip
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.translation import gettext as _

from outsourcing.accounts.models import User


def account_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The account that somebody tries to enter, in one spelling."""
    given = credentials or {}
    name = given.get("email") or given.get("login") or request.POST.get("login") or ""
    return str(name).replace("\0", "").strip().lower()[:255]


def address_of(request: HttpRequest) -> str | None:
    """The visitor's address; of IPv6 the network, because one visitor owns all addresses in it."""
    given = get_client_ip(request)
    try:
        address = ip_address(str(given).strip())
    except ValueError:
        return None
    if address.version == 6:
        return str(IPv6Network(f"{address}/64", strict=False).network_address)
    return str(address)


def minutes_to_wait(account: str, address: str | None, now: datetime) -> int:
    """How long this account still rests from this address."""
    attempts = AccessAttempt.objects.filter(username=account, ip_address=address)
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    rest = settings.AXES_COOLOFF_TIME - (now - last if last else now - now)
    return max(1, math.ceil(rest.total_seconds() / 60))


class GuessedTooOftenError(Exception):
    """Codes were guessed too often for one account; the message is for whoever guessed."""


def take_guess(request: HttpRequest, user: User) -> None:
    """Allow one more try at a code, unless the account rests from here or was guessed at too often."""
    credentials = {"email": user.email}
    if not AxesProxyHandler.is_allowed(request, credentials):
        # Read by axes' middleware, which then answers with the page that says how long to wait.
        request.axes_locked_out = True  # type: ignore[attr-defined]
        request.axes_credentials = credentials  # type: ignore[attr-defined]
        raise GuessedTooOftenError(_("Too many wrong codes."))
    if not ratelimit.consume(request, app="allauth.mfa", action="code", key=str(user.pk)):
        raise GuessedTooOftenError(
            _("Too many wrong codes for this account. Wait an hour, or ask your administrator.")
        )


def forget_guesses(request: HttpRequest, user: User) -> None:
    """After a right code the count begins anew."""
    ratelimit.clear(request, app="allauth.mfa", action="code", key=str(user.pk))


def count_wrong_code(request: HttpRequest, user: User) -> None:
    """A wrong code counts like a wrong password: for this account, from this network."""
    user_login_failed.send(sender=__name__, credentials={"email": user.email}, request=request)


def is_within(request: HttpRequest, action: str, rate: str, *, key: str = "") -> bool:
    """Count this request, of whatever method; False once more came than the rate, such as 60/h/ip, allows."""
    rates = {action: rate}
    used = ratelimit.consume(request, app="parity", action=action, config=rates, key=key, limit_get=True)
    return used is not None
