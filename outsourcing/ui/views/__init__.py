"""The shell's own pages."""

from django.http import HttpRequest, HttpResponse

from outsourcing.guards import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse("", status=403)


bad_request = forbidden = not_found = server_error = csrf_failure
