"""One's own profile: name, roles, ways to sign in, and open sessions."""

from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from outsourcing.accounts import queries
from outsourcing.accounts.actions import rename
from outsourcing.accounts.devices import device_in_words
from outsourcing.accounts.forms import ProfileForm
from outsourcing.accounts.models import User
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.registry import tabs_for


@guarded()
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: ActorRequest) -> HttpResponse:
    """Show and rename oneself."""
    user = cast(User, request.user)
    form = ProfileForm(request.POST or None, initial={"name": user.name})
    if form.is_valid():
        rename(by=request.actor, user=user, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:profile")
    # The list of sessions is true at this moment, and holds the one it is looked at in.
    UserSession.objects.create_from_request(request)
    status = 422 if form.errors else 200
    context = {
        "person": user,
        "form": form,
        "sessions": [(session, device_in_words(session.user_agent)) for session in queries.sessions_of(user)],
        "has_second_factor": queries.has_second_factor(user),
        "cards": [
            (card.template, card.context(request.actor, user, timezone.localdate()))
            for card in tabs_for("profile")
        ],
    }
    return render(request, "accounts/profile.html", context, status=status)
