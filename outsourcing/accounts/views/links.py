"""Hands a one-time link over: by mail, or by the administrator where mail does not leave the machine."""

from django.http import HttpResponse
from django.shortcuts import render

from outsourcing.accounts.links import password_path
from outsourcing.accounts.mail import send_invitation
from outsourcing.accounts.models import User
from outsourcing.guards import ActorRequest


def show_link(request: ActorRequest, user: User) -> HttpResponse:
    """Send the link and say so, or show it this once; it is in no address, message or session."""
    path = password_path(user)
    sent = send_invitation(user, path, inviter=request.actor.name)
    link = "" if sent else request.build_absolute_uri(path)
    return render(request, "accounts/link.html", {"person": user, "link": link})
