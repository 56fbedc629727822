"""Gathers what people are to be reminded of into one letter for each of them and day.

Whoever has something to remind of registers a source from `apps.ready`:

    remind_from(waiting_raters)        # (now) -> Iterable[Reminder]

A source may say the same thing each time it is asked: a person is told of a key once for its day `on`.
Letters are sent by owed work. What could not be sent on its day is dropped the day after, and told anew
where it still matters.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from assessments.models import ReminderLetter, ReminderSent
from outsourcing.jobs.actions import owe

logger = logging.getLogger(__name__)

LETTERS = "assessments.letter"
FIRST_HOUR = 6
KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Reminder:
    """One thing to tell one person; `url` is a path of this house.

    `key` names the thing, such as "proof:12"; `on` the day of the occasion, today where none is given.
    """

    to_email: str
    subject: str
    lines: tuple[str, ...]
    url: str
    key: str
    on: date | None = None


Source = Callable[[datetime], Iterable[Reminder]]
Occasion = tuple[str, str, date]
_sources: list[Source] = []


def remind_from(source: Source) -> None:
    """Ask this source each time reminders are gathered."""
    if source not in _sources:
        _sources.append(source)


def gather_reminders(*, now: datetime) -> int:
    """Write today's letters and owe their sending; says how many. Asked again, it adds nobody twice.

    Nothing is written before the morning, so that what arises at night waits for one letter.
    """
    local = timezone.localtime(now)
    if local.hour < FIRST_HOUR:
        return 0
    today = local.date()
    _forget(today)
    _owe_again(today)
    with translation.override(settings.LANGUAGE_CODE):
        owed = _by_person(_asked(now), today)
    return sum(_write(email, reminders, today) for email, reminders in owed.items())


def _asked(now: datetime) -> Iterable[Reminder]:
    for source in _sources:
        try:
            yield from list(source(now))
        except Exception:
            # One source that fails keeps nobody from being told of the rest.
            logger.exception("Reminders of %s could not be gathered", getattr(source, "__name__", source))


def _by_person(reminders: Iterable[Reminder], today: date) -> Mapping[str, Sequence[Reminder]]:
    found = {_occasion(reminder, today): reminder for reminder in reminders if reminder.to_email}
    told = set(
        ReminderSent.objects.filter(to_email__in={email for email, _key, _on in found})
        .filter(key__in={key for _email, key, _on in found})
        .values_list("to_email", "key", "on")
    )
    people: dict[str, list[Reminder]] = {}
    for occasion, reminder in found.items():
        if occasion not in told:
            people.setdefault(occasion[0], []).append(reminder)
    return people


def _occasion(reminder: Reminder, today: date) -> Occasion:
    return reminder.to_email.strip().lower(), reminder.key, reminder.on or today


@transaction.atomic
def _write(email: str, reminders: Sequence[Reminder], today: date) -> bool:
    letter, is_first = ReminderLetter.objects.get_or_create(to_email=email, on=today)
    if not is_first:
        # They had their letter of today; the rest waits for tomorrow's.
        return False
    ReminderSent.objects.bulk_create(
        [
            ReminderSent(
                letter=letter,
                to_email=email,
                key=reminder.key,
                on=reminder.on or today,
                subject=reminder.subject[:250],
                lines=[str(line) for line in reminder.lines],
                url=reminder.url,
            )
            for reminder in reminders
        ]
    )
    owe(LETTERS, str(letter.pk))
    return True


@transaction.atomic
def _forget(today: date) -> None:
    stale = ReminderLetter.objects.filter(on__lt=today, sent_at__isnull=True)
    for pk in list(stale.values_list("pk", flat=True)):
        # Its work may have failed for good; without the letter it is done at once.
        owe(LETTERS, str(pk))
    stale.delete()
    ReminderLetter.objects.filter(on__lt=today - KEPT).delete()


@transaction.atomic
def _owe_again(today: date) -> None:
    """A mail server that was away is asked again with every round of the day."""
    unsent = ReminderLetter.objects.filter(on=today, sent_at__isnull=True)
    for pk in unsent.values_list("pk", flat=True):
        owe(LETTERS, str(pk))
