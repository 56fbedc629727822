"""One letter a person and day, each thing once for its occasion, and a mail server that may be away."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from assessments.actions import reminding
from assessments.actions.reminding import Reminder, gather_reminders, remind_from
from assessments.models import ReminderLetter, ReminderSent
from assessments.tasks import letter
from outsourcing.jobs.models import OwedWork, WorkState

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NEXT_MORNING = MORNING + timedelta(days=1)
ASHA = "asha@example.test"


@pytest.fixture(autouse=True)
def no_other_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "_sources", [])


def test_what_is_theirs_comes_in_one_letter() -> None:
    _says(_reminder("rating:1", "Rate Kaveri"), _reminder("proof:2", "A certificate ends"))
    _says(_reminder("rating:3", "Rate Lumen", to="ben@example.test"))

    assert gather_reminders(now=MORNING) == 2
    _post()

    texts = {message.to[0]: message for message in mail.outbox}
    assert set(texts) == {ASHA, "ben@example.test"}
    assert texts[ASHA].subject == "Parity: 2 things wait for you"
    assert "A certificate ends" in texts[ASHA].body
    assert "Rate Lumen" not in texts[ASHA].body
    assert texts["ben@example.test"].subject == "Rate Lumen"
    assert "/assessments/1/" in texts[ASHA].body


def test_a_person_gets_one_letter_a_day_and_the_rest_tomorrow() -> None:
    _says(_reminder("rating:1", "Rate Kaveri"))
    gather_reminders(now=MORNING)
    _post()
    _says(_reminder("proof:2", "A certificate ends", on=date(2026, 11, 24)))

    assert gather_reminders(now=MORNING + timedelta(hours=5)) == 0
    assert gather_reminders(now=NEXT_MORNING) == 1
    _post()

    assert mail.outbox[1].subject == "Parity: 2 things wait for you"


def test_an_occasion_is_told_once_however_late() -> None:
    _says(_reminder("rating:1", "Rate Kaveri", on=date(2026, 11, 20)))

    assert gather_reminders(now=MORNING) == 1
    _post()
    assert gather_reminders(now=NEXT_MORNING) == 0
    assert gather_reminders(now=MORNING + timedelta(days=30)) == 0


def test_nothing_is_written_before_the_morning() -> None:
    _says(_reminder("rating:1", "Rate Kaveri"))

    assert gather_reminders(now=MORNING.replace(hour=5)) == 0
    assert not ReminderLetter.objects.exists()


def test_a_source_that_fails_keeps_nobody_else_from_being_told() -> None:
    def broken(_now: datetime) -> Iterable[Reminder]:
        raise RuntimeError("no such table")

    remind_from(broken)
    _says(_reminder("rating:1", "Rate Kaveri"))

    assert gather_reminders(now=MORNING) == 1


def test_a_dead_mail_server_is_tried_again_and_says_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    _says(_reminder("rating:1", "Rate Kaveri"))
    gather_reminders(now=MORNING)
    with monkeypatch.context() as dead:
        dead.setattr(EmailMessage, "send", _refuses)
        for _attempt in range(5):
            _post()
    failed = OwedWork.objects.get(task="assessments.letter")
    assert (failed.state, failed.last_error) == (
        WorkState.FAILED,
        "LetterNotSentError: SMTPServerDisconnected",
    )

    gather_reminders(now=MORNING + timedelta(hours=1))
    _post()

    assert [message.subject for message in mail.outbox] == ["Rate Kaveri"]
    assert ReminderLetter.objects.get().sent_at is not None


def test_what_was_not_sent_on_its_day_is_dropped_and_told_anew() -> None:
    _says(_reminder("rating:1", "Rate Kaveri", on=date(2026, 11, 23)))
    gather_reminders(now=MORNING)

    assert gather_reminders(now=NEXT_MORNING) == 1
    _post()

    assert len(mail.outbox) == 1
    assert ReminderSent.objects.get().letter.on == NEXT_MORNING.date()
    assert not OwedWork.objects.exclude(state=WorkState.DONE).exists()


def test_sending_twice_sends_once() -> None:
    _says(_reminder("rating:1", "Rate Kaveri"))
    gather_reminders(now=MORNING)
    key = str(ReminderLetter.objects.get().pk)

    _post()
    letter(key)

    assert len(mail.outbox) == 1


def test_a_subject_stays_one_line() -> None:
    _says(_reminder("rating:1", "Rate\r\nBcc: everybody@example.test"))
    gather_reminders(now=MORNING)
    _post()

    assert mail.outbox[0].subject == "Rate Bcc: everybody@example.test"
    assert mail.outbox[0].bcc == []


def _refuses(_message: EmailMessage) -> int:
    raise SMTPServerDisconnected(ASHA)


def _reminder(key: str, subject: str, *, to: str = ASHA, on: date | None = None) -> Reminder:
    return Reminder(to, subject, ("Due on 1 Dec 2026",), "/assessments/1/", key, on)


def _says(*reminders: Reminder) -> None:
    def source(_now: datetime) -> Iterable[Reminder]:
        return reminders

    remind_from(source)


def _post() -> None:
    for key in list(OwedWork.objects.filter(task="assessments.letter").values_list("key", flat=True)):
        letter(key)
