"""Measures for Prometheus, for whoever holds the token of this installation."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from outsourcing.guards import public
from outsourcing.operation.broker import queue_lengths
from outsourcing.operation.exposition import exposition
from outsourcing.operation.product import product_version
from outsourcing.operation.queries import readings

TEXT = "text/plain; version=0.0.4; charset=utf-8"
QUEUES = ("default", "uploads")


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts and ages only; without a token in the settings there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not constant_time_compare(token.strip(), settings.METRICS_TOKEN):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    page = exposition(
        readings(timezone.now()),
        queue_lengths(settings.CELERY_BROKER_URL, QUEUES),
        product_version(),
    )
    return HttpResponse(page, content_type=TEXT, headers={"Cache-Control": "no-store"})
