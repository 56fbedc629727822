"""Reminds authors of what is unclear, and reviewers of what waits for them, every few days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.actions.reminding import Reminder
from assessments.models import AssessmentState, ClarificationState, Notice, NoticeKind, ReviewState
from assessments.queries.notices import letter_of

EVERY_DAYS = 3


def remind_of_notices(now: datetime) -> Iterator[Reminder]:
    """A letter for each clarification and review that still waits, from the third day on."""
    today = timezone.localtime(now).date()
    for notice in _waiting(now):
        occasion = _latest_occasion(timezone.localtime(notice.at).date(), today)
        letter = letter_of(notice) if occasion else None
        if letter is None:
            continue
        asked = notice.clarification
        yield Reminder(
            to_email=letter.to_email,
            subject=letter.subject,
            lines=(asked.question.text,) if asked else (),
            url=letter.path,
            key=f"clarify:{asked.pk}" if asked else f"review:{notice.assessment_id}",
            on=occasion,
        )


def _waiting(now: datetime) -> QuerySet[Notice]:
    since = now - timedelta(days=EVERY_DAYS - 1)
    unclear = Q(kind=NoticeKind.CLARIFY, clarification__state=ClarificationState.OPEN)
    submitted = Q(assessment__state=AssessmentState.SUBMITTED, assessment__review=ReviewState.NEEDED)
    notices = Notice.objects.filter(unclear | Q(kind=NoticeKind.REVIEW) & submitted, at__lte=since)
    return notices.select_related("assessment", "clarification__response", "clarification__question")


def _latest_occasion(begun: date, today: date) -> date | None:
    rounds = (today - begun).days // EVERY_DAYS
    return begun + timedelta(days=rounds * EVERY_DAYS) if rounds else None
