"""Remembers whom to tell what, and tells them by mail once; the mail never holds what was said."""

from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.models import (
    Assessment,
    Capability,
    Clarification,
    Comment,
    Grant,
    Notice,
    NoticeKind,
)
from assessments.queries.notices import Letter, letter_of
from outsourcing.actors import Actor, ActorKind
from outsourcing.jobs.actions import owe

TELLING = "assessments.tell"
TOLD_BY_MAIL = {str(ActorKind.USER), str(ActorKind.CONTACT)}

Addressee = tuple[str, str]


class NoticeNotSentError(Exception):
    """The mail server did not take it; says no address, because the page of owed work shows it."""


def tell(
    kind: NoticeKind,
    *,
    by: Actor,
    to: Iterable[Addressee],
    assessment: Assessment,
    now: datetime,
    comment: Comment | None = None,
    clarification: Clarification | None = None,
) -> None:
    """Remember to tell these people, each once and nobody of what they did themselves."""
    for to_kind, to_id in dict.fromkeys(to):
        if to_kind not in TOLD_BY_MAIL or (to_kind, to_id) == (str(by.kind), by.id):
            continue
        notice = Notice.objects.create(
            kind=kind,
            assessment=assessment,
            comment=comment,
            clarification=clarification,
            to_kind=to_kind,
            to_id=to_id,
            from_name=by.name[:200],
            at=now,
        )
        owe(TELLING, str(notice.pk))


def tell_reviewers(*, by: Actor, assessment: Assessment, now: datetime) -> None:
    """Tell whoever is to review it that everything is submitted."""
    grants = Grant.objects.filter(assessment=assessment, capability=Capability.REVIEW)
    to = list(grants.values_list("actor_kind", "actor_id"))
    tell(NoticeKind.REVIEW, by=by, to=to, assessment=assessment, now=now)


def send_notice(*, notice_id: int, now: datetime) -> None:
    """Send the mail of a notice, unless it was sent, seen, or is nobody's to read any more.

    Sent first and noted then: a worker that dies in between sends twice, under one message id, not never.
    """
    notice = Notice.objects.filter(pk=notice_id, told_at__isnull=True, seen_at__isnull=True).first()
    letter = letter_of(notice) if notice else None
    if notice is None or letter is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        message = _message(notice, letter)
    try:
        message.send()
    except (OSError, SMTPException) as error:
        raise NoticeNotSentError(type(error).__name__) from None
    Notice.objects.filter(pk=notice.pk).update(told_at=now)


def _message(notice: Notice, letter: Letter) -> EmailMessage:
    base = settings.BASE_URL.rstrip("/")
    context = {"letter": letter, "notice": notice, "url": f"{base}{letter.path}", "base_url": base}
    subject = _("Parity: %(what)s") % {"what": letter.subject}
    return EmailMessage(
        " ".join(subject.split()),
        render_to_string("assessments/mail/notice.txt", context).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [letter.to_email],
        headers={
            "Message-ID": f"<notice-{notice.pk}@{urlsplit(base).hostname or 'parity'}>",
            "Auto-Submitted": "auto-generated",
        },
    )
