"""Mails to the people of the house."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from outsourcing.accounts.links import password_path
from outsourcing.accounts.models import User

logger = logging.getLogger(__name__)

STAYS_ON_THIS_MACHINE = {
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.filebased.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
}


def send_invitation(user: User, path: str, *, inviter: str) -> bool:
    """Send the link to the invited person; says whether it left this machine."""
    context = {
        "user": user,
        "inviter": inviter,
        "url": f"{settings.BASE_URL.rstrip('/')}{path}",
        "base_url": settings.BASE_URL,
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    subject = " ".join(render_to_string("accounts/mail/invitation_subject.txt", context).split())
    text = render_to_string("accounts/mail/invitation_message.txt", context)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    except (OSError, SMTPException) as error:
        logger.error("An invitation could not be sent: %s", type(error).__name__)
        return False
    return mail_leaves()


def send_link(user: User) -> None:
    """Send the link with which somebody chooses a new password."""
    context = {"user": user, "password_reset_url": f"{settings.BASE_URL.rstrip('/')}{password_path(user)}"}
    subject = render_to_string("account/email/password_reset_key_subject.txt", context).strip()
    text = render_to_string("account/email/password_reset_key_message.txt", context)
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])


def mail_leaves() -> bool:
    """Whether mail is set up so that it leaves this machine; else links are handed over by hand."""
    return settings.EMAIL_BACKEND not in STAYS_ON_THIS_MACHINE
