"""Who is knocking: the account and the network by which failed sign-ins are counted."""

import math
from collections.abc import Mapping
from datetime import datetime
from ipaddress import IPv6Network, ip_address
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest


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
