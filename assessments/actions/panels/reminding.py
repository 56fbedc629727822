"""Reminds evaluators who have not submitted; a person gets one letter a day at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.actions.reminding import LETTERS, Reminder
from assessments.models import Assessment, ReminderLetter, ReminderSent
from assessments.queries.waiting_raters import WaitingRater, reminder_of, waiting_raters
from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from outsourcing.jobs.actions import owe


@dataclass(frozen=True)
class Reminded:
    """Who is written to now, and who had a letter today already."""

    written: tuple[str, ...]
    had_today: tuple[str, ...]


@transaction.atomic
def remind_evaluators(*, by: Actor, assessment: Assessment, now: datetime) -> Reminded:
    """Write to every evaluator who has not submitted, unless their letter of today has left already."""
    told: list[str] = []
    had: list[str] = []
    for rater in waiting_raters(assessment):
        (told if _write(rater, now) else had).append(rater.name)
    if told:
        record(by=by, action="panel.reminded", on=assessment, digest={"people": len(told)})
    return Reminded(tuple(told), tuple(had))


def remind_of_ratings(now: datetime) -> Sequence[Reminder]:
    """For the letters of the day: three days before a rating is due, on the day, and each week after."""
    today = timezone.localdate(now)
    found = []
    for rater in waiting_raters():
        on = rater.occasion(today)
        if on is not None:
            subject, lines, url = reminder_of(rater)
            found.append(Reminder(rater.email, subject, lines, url, rater.key, on))
    return found


def _write(rater: WaitingRater, now: datetime) -> bool:
    today = timezone.localdate(now)
    letter, _created = ReminderLetter.objects.get_or_create(to_email=rater.email.lower(), on=today)
    if letter.sent_at is not None:
        return False
    subject, lines, url = reminder_of(rater)
    _sent, is_new = ReminderSent.objects.get_or_create(
        to_email=letter.to_email,
        key=rater.key,
        on=today,
        defaults={"letter": letter, "subject": subject[:250], "lines": list(lines), "url": url},
    )
    owe(LETTERS, str(letter.pk))
    return is_new
