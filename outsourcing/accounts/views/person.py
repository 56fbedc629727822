"""One person: name, roles, and whether they may come in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from outsourcing.accounts import queries
from outsourcing.accounts.actions import (
    change_person,
    deactivate,
    reactivate,
    renew_link,
    reset_second_factor,
)
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.forms import PersonForm
from outsourcing.accounts.models import User
from outsourcing.accounts.views.links import show_link
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ObjectRule, ask_for_proof, guarded, proven
from outsourcing.ui.parts import undo_to

PERSON = ObjectRule("person", "everybody with an account here")


@guarded(Permission.MANAGE_USERS, of=PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def person_page(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a person, and change their name and roles."""
    person = get_object_or_404(queries.visible_users(request.actor), pk=pk)
    initial = {"name": person.name, "roles": person.current_roles}
    form = PersonForm(request.POST or None, initial=initial, cancel_url=reverse("accounts:users"))
    if form.is_valid() and _changed(request, person, form):
        messages.success(request, _("Saved. The roles count from their next click."))
        return redirect("accounts:person", pk=pk)
    status = 422 if form.errors else 200
    context = {"person": person, "form": form, "has_second_factor": queries.has_second_factor(person)}
    return render(request, "accounts/person.html", context, status=status)


@guarded(Permission.MANAGE_USERS, of=PERSON)
@require_POST
def deactivate_user(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a person out."""
    person = get_object_or_404(queries.visible_users(request.actor), pk=pk)
    if _done(request, lambda: deactivate(by=request.actor, user=person)):
        said = _("%(name)s is deactivated and signed out everywhere. What they did stays.")
        undo = undo_to(reverse("accounts:reactivate", args=[pk]))
        messages.success(request, said % {"name": person.name}, extra_tags=undo)
    return redirect("accounts:person", pk=pk)


@guarded(Permission.MANAGE_USERS, of=PERSON)
@require_POST
def reactivate_user(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a person in again."""
    person = get_object_or_404(queries.visible_users(request.actor), pk=pk)
    if _done(request, lambda: reactivate(by=request.actor, user=person)):
        messages.success(request, _("%(name)s is active again.") % {"name": person.name})
    return redirect("accounts:person", pk=pk)


@guarded(Permission.MANAGE_USERS, of=PERSON)
@require_POST
@proven
def send_link(request: ActorRequest, pk: int) -> HttpResponse:
    """Send a fresh link; earlier ones end."""
    person = get_object_or_404(queries.visible_users(request.actor), pk=pk)
    if not _done(request, lambda: renew_link(by=request.actor, user=person)):
        return redirect("accounts:person", pk=pk)
    return show_link(request, person)


@guarded(Permission.MANAGE_USERS, of=PERSON)
@require_POST
@proven
def reset_factor(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a lost second factor off somebody's account."""
    person = get_object_or_404(queries.visible_users(request.actor), pk=pk)
    if _done(request, lambda: reset_second_factor(by=request.actor, user=person)):
        said = _("%(name)s signs in with the password alone until they set up a second factor again.")
        messages.success(request, said % {"name": person.name})
    return redirect("accounts:person", pk=pk)


def _changed(request: ActorRequest, person: User, form: PersonForm) -> bool:
    given = form.cleaned_data
    if set(given["roles"]) != set(person.current_roles):
        ask_for_proof(request)
    try:
        change_person(by=request.actor, user=person, name=given["name"], roles=given["roles"])
    except PeopleError as error:
        form.add_error("roles", str(error))
        return False
    return True


def _done(request: ActorRequest, action: Callable[[], User]) -> bool:
    try:
        action()
    except PeopleError as error:
        messages.error(request, str(error))
        return False
    return True
