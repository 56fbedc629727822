"""Answers for load balancers and watchers: alive, and ready for work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from outsourcing.guards import public
from outsourcing.jobs.queries import readiness


@public
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """The process lives and its database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"state": "database does not answer"}, status=503)
    return JsonResponse({"state": "ok"})


@public
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Work flows: nothing is owed for too long, and beat gives signs of life."""
    try:
        found = readiness(timezone.now())
    except DatabaseError:
        return JsonResponse({"state": "database does not answer"}, status=503)
    return JsonResponse(
        {"state": "ok" if found.is_ready else "red", "faults": list(found.faults)},
        status=200 if found.is_ready else 503,
    )
