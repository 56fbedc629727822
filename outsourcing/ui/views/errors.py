"""Pages for what went wrong; none of them asks the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
    return render(request, "csrf_failure.html", status=403)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    # A part of a page asked for this: a whole page inside it would help nobody.
    template = "components/failed.html" if request.headers.get("HX-Request") else f"{status}.html"
    return render(request, template, {"status": status}, status=status)
