"""Ending one's own sessions."""

from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from outsourcing.accounts import actions
from outsourcing.accounts.models import User
from outsourcing.guards import ActorRequest, ObjectRule, guarded


@guarded(of=ObjectRule("session", "whose it is, except the one they are in"))
@require_POST
def end_session(request: ActorRequest, pk: int) -> HttpResponse:
    """Sign one session out; the present one ends by signing out."""
    user = cast(User, request.user)
    others = UserSession.objects.filter(user_id=user.pk).exclude(session_key=request.session.session_key)
    actions.end_session(by=request.actor, user=user, session=get_object_or_404(others, pk=pk))
    messages.success(request, _("That session has ended."))
    return redirect("accounts:profile")


@guarded()
@require_POST
def end_other_sessions(request: ActorRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    user = actions.end_all_sessions(by=request.actor, user=cast(User, request.user))
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:profile")
