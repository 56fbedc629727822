"""The mails to the providers' people: invitations and codes, made at the moment they are sent."""

from collections.abc import Mapping, Sequence
from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from outsourcing.jobs.handlers import handles
from providers import actions


class MailNotSentError(Exception):
    """A mail could not be sent; the address stays out of the reason, which others read."""


@handles("providers.invite")
def invite(keys: Sequence[str]) -> None:
    """Make the link and send it; a second run makes another one, which replaces the first."""
    for key in keys:
        letter = actions.make_letter(invitation_id=int(key), now=timezone.now())
        if letter is None:
            continue
        path = reverse("portal:link", args=[letter.token])
        words = {"invitation": letter.invitation, "contact": letter.invitation.contact, "url": _address(path)}
        _send("invitation", letter.invitation.contact.email, words)
        actions.note_sent(invitation_id=letter.invitation.pk, now=timezone.now())


@handles("providers.codes")
def codes(_keys: Sequence[str]) -> None:
    """Send a code to each contact who asked for one; whoever nobody knows gets nothing."""
    failed = False
    for request_id in actions.waiting_requests(timezone.now()):
        for letter in actions.make_codes(request_id=request_id, now=timezone.now()):
            try:
                _send("code", letter.contact.email, {"contact": letter.contact, "code": letter.code})
            except MailNotSentError:
                failed = True
    if failed:
        raise MailNotSentError("A code could not be sent.")


@shared_task(name="providers.tidy")
def tidy() -> None:
    """Forget old codes; beat calls it every hour."""
    actions.forget_codes(now=timezone.now())


def _send(name: str, email: str, words: Mapping[str, object]) -> None:
    context = {**words, "base_url": settings.BASE_URL, "portal_url": _address(reverse("portal:door"))}
    subject = " ".join(render_to_string(f"portal/mail/{name}_subject.txt", context).split())
    text = render_to_string(f"portal/mail/{name}_message.txt", context)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])
    except (OSError, SMTPException) as error:
        raise MailNotSentError(type(error).__name__) from None


def _address(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"
