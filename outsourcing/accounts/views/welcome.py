"""The first visit to an empty house."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from outsourcing.accounts import queries, setup_code
from outsourcing.accounts.actions import found_house
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.forms import WelcomeForm
from outsourcing.accounts.models import User
from outsourcing.guards import public

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@never_cache
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Make the visitor who knows the code the first administrator; afterwards this page does not exist."""
    if not queries.nobody_yet():
        raise Http404
    form = WelcomeForm(request.POST or None)
    if form.is_valid():
        user = _founder(form)
        if user:
            setup_code.discard()
            login(request, user, backend=BACKEND)
            record_authentication(request, user, "password")
            return redirect("ui:home")
    return render(request, "accounts/welcome.html", {"form": form}, status=422 if form.errors else 200)


def _founder(form: WelcomeForm) -> User | None:
    given = form.cleaned_data
    try:
        return found_house(email=given["email"], name=given["name"], password=given["password"])
    except PeopleError as error:
        form.add_error(None, str(error))
        return None
