"""Pages for what went wrong; that of our own faults asks no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from outsourcing.actors import ActorKind
from outsourcing.guards import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django hands it over
    """The request could not be understood."""
    return _answer(request, 400)


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django hands it over
    """The person's roles do not allow this page."""
    return _answer(request, 403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django hands it over
    """Nothing lives here, or nothing that this person may see."""
    return _answer(request, 404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """We failed."""
    return _answer(request, 500)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django hands it over
    """The form was older than the sign-in it belongs to."""
    template = "portal/csrf_failure.html" if _is_contact(request) else "csrf_failure.html"
    return render(request, template, status=403)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    # A part of a page asked for this: a whole page inside it would help nobody.
    template = "components/failed.html" if request.headers.get("HX-Request") else f"{status}.html"
    if status < 500 and not request.headers.get("HX-Request") and _is_contact(request):
        template = "portal/error.html"
    return render(request, template, {"status": status}, status=status)


def _is_contact(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return actor is not None and actor.kind is ActorKind.CONTACT
