"""One line of the log for each request: who, which page, how it ended, how long it took; no more."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from outsourcing.operation.logs import request_id

logger = logging.getLogger("parity.request")

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
WATCHERS = {"healthz", "readyz", "metrics"}


def request_log(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, which all of its lines carry and its answer names, and log its end."""

    def respond(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        given = request.headers.get(HEADER, "")
        token = request_id.set(given if GIVEN.fullmatch(given) else uuid.uuid4().hex)
        try:
            response = get_response(request)
            response.headers[HEADER] = request_id.get()
            _log(request, response, time.perf_counter() - started)
        finally:
            request_id.reset(token)
        return response

    return respond


def _log(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = _route(request)
    is_noise = route in WATCHERS and response.status_code < 400
    facts: dict[str, object] = {
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
        "actor": _actor(request),
    }
    logger.log(
        logging.DEBUG if is_noise else logging.INFO,
        "%(method)s %(route)s %(status)s %(milliseconds)s ms %(actor)s",
        facts,
        extra={"facts": facts},
    )


def _route(request: HttpRequest) -> str:
    """The name of the address, never the address: links of invitations are secrets."""
    match = request.resolver_match
    return match.view_name if match else "unknown"


def _actor(request: HttpRequest) -> str:
    # Asked only where the session was read already, so that the log costs no query.
    if contact := request.__dict__.get("contact"):
        return f"contact:{contact.pk}"
    user = request.__dict__.get("_cached_user")
    return f"user:{user.pk}" if user is not None and user.is_authenticated else ""
