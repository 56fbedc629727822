"""People and roles: who is here, and inviting somebody."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from outsourcing.accounts import queries
from outsourcing.accounts.actions import invite
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.forms import InviteForm, UserFilter
from outsourcing.accounts.forms.filters import sorted_users
from outsourcing.accounts.models import User
from outsourcing.accounts.views.links import show_link
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ask_for_proof, guarded

ROWS = 25


@guarded(Permission.MANAGE_USERS)
@require_safe
def user_list(request: ActorRequest) -> HttpResponse:
    """List the people of the house."""
    found = UserFilter(request.GET, queryset=queries.visible_users(request.actor))
    users = sorted_users(found.qs, request.GET.get("sort", "name"))
    context = {
        "filter": found,
        "page": Paginator(users, ROWS).get_page(request.GET.get("page")),
        "filtered": any(request.GET.get(name) for name in found.filters),
    }
    return render(request, "accounts/user_list.html", context)


@guarded(Permission.MANAGE_USERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_user(request: ActorRequest) -> HttpResponse:
    """Invite somebody, and show the link where mail cannot carry it."""
    form = InviteForm(request.POST or None, cancel_url=reverse("accounts:users"))
    if form.is_valid():
        user = _invited(request, form)
        if user:
            return show_link(request, user)
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


def _invited(request: ActorRequest, form: InviteForm) -> User | None:
    given = form.cleaned_data
    if any(Permission.MANAGE_USERS in role.allowed() for role in given["roles"]):
        ask_for_proof(request)
    try:
        return invite(by=request.actor, email=given["email"], name=given["name"], roles=given["roles"])
    except PeopleError as error:
        form.add_error("email", str(error))
        return None
