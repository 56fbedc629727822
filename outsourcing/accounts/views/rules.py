"""Rules of signing in: which roles need a second factor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outsourcing.accounts.actions import require_second_factor
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import Role
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, ObjectRule, guarded, proven


@guarded(Permission.MANAGE_USERS)
@require_safe
def rules(request: ActorRequest) -> HttpResponse:
    """List the roles with their rule."""
    return render(request, "accounts/rules.html", {"roles": Role.objects.all()})


@guarded(Permission.MANAGE_USERS, of=ObjectRule("role", "everybody who looks after people"))
@require_POST
@proven
def change_rule(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask for a second factor with a role, or stop asking."""
    role = get_object_or_404(Role, pk=pk)
    required = request.POST.get("required") == "yes"
    try:
        require_second_factor(by=request.actor, role=role, required=required)
    except PeopleError as error:
        messages.info(request, str(error))
        return redirect("accounts:rules")
    if required:
        said = _("Whoever is %(role)s now needs a second factor, and is led to it on their next click.")
    else:
        said = _("Whoever is %(role)s no longer needs a second factor. Those set up are kept.")
    messages.success(request, said % {"role": role.name})
    return redirect("accounts:rules")
