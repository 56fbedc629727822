"""Sends one letter of reminders."""

from datetime import datetime
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from assessments.models import ReminderLetter, ReminderSent


class LetterNotSentError(Exception):
    """The mail server did not take it; says no address, because the page of owed work shows it."""


def send_letter(*, letter_id: int, now: datetime) -> None:
    """Send the letter unless it was sent or dropped; raises LetterNotSentError for another attempt.

    Sent first and noted then: a worker that dies in between sends twice, under one message id, not never.
    """
    letter = ReminderLetter.objects.filter(pk=letter_id, sent_at__isnull=True).first()
    if letter is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        message = _message(letter, list(letter.reminders.all()))
    try:
        message.send()
    except (OSError, SMTPException) as error:
        raise LetterNotSentError(type(error).__name__) from None
    ReminderLetter.objects.filter(pk=letter.pk).update(sent_at=now)


def _message(letter: ReminderLetter, reminders: list[ReminderSent]) -> EmailMessage:
    base = settings.BASE_URL.rstrip("/")
    context = {"reminders": reminders, "base_url": base}
    subject = reminders[0].subject if len(reminders) == 1 else _how_many(len(reminders))
    return EmailMessage(
        " ".join(subject.split()),
        render_to_string("assessments/mail/reminders.txt", context).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [letter.to_email],
        headers={
            "Message-ID": f"<reminders-{letter.pk}-{letter.on:%Y%m%d}@{urlsplit(base).hostname or 'parity'}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _how_many(count: int) -> str:
    said = ngettext("%(count)d thing waits for you", "%(count)d things wait for you", count) % {
        "count": count
    }
    return gettext("Parity: %(said)s") % {"said": said}
