"""Mails about comments, questions and reviews: to whom, once, and never with what was said."""

from datetime import date, timedelta
from smtplib import SMTPException
from unittest.mock import patch

import pytest
from django.core import mail

from assessments.actions import grant, revoke, submit_response
from assessments.actions.clarifying import ask_to_clarify, confirm_clarified_answer
from assessments.actions.commenting import begin_thread, resolve_thread
from assessments.actions.nudging import remind_of_notices
from assessments.actions.reviewing import Reasons, ask_for_review, return_assessment
from assessments.actions.telling import NoticeNotSentError, send_notice
from assessments.models import Assessment, Capability, Comment, Notice
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from tests.assessments.factories import LATER, NOW, answered, assessment, question_of, response_of, someone
from tests.people import person

pytestmark = pytest.mark.django_db


def opened(lead: User) -> Assessment:
    """An assessment with an answer of its lead."""
    assessed = assessment(by=lead.as_actor())
    answered(response_of(assessed), "pace", "3", by=lead.as_actor())
    return assessed


def mentioned(assessed: Assessment, reader: User) -> Comment:
    """The reader was mentioned."""
    grant(
        by=someone(),
        to_kind=ActorKind.USER,
        to_id=str(reader.pk),
        assessment=assessed,
        capability=Capability.READ,
    )
    return begin_thread(
        by=person("executive", name="Jonas").as_actor(),
        response=response_of(assessed),
        question=question_of(assessed, "pace"),
        text="SECRET words",
        mentions=[str(reader.pk)],
        now=NOW,
    )


def sent() -> list[tuple[list[str], str]]:
    """Every notice sent; to whom, and the subject."""
    for notice in Notice.objects.order_by("pk"):
        send_notice(notice_id=notice.pk, now=LATER)
    return [(message.to, str(message.subject)) for message in mail.outbox]


def test_a_mention_is_mailed_once_and_says_where_and_not_what() -> None:
    lead, reader = person("procurement_lead"), person("evaluator", name="Mara", email="mara@example.test")
    comment = mentioned(opened(lead), reader)

    assert sent() == [(["mara@example.test"], "Parity: Jonas mentioned you: People of Kaveri")]
    sent()
    assert len(mail.outbox) == 1
    body = str(mail.outbox[0].body)
    assert "SECRET" not in body
    assert f"/questions/pace/comments/#thread-{comment.thread_id}" in body
    assert Notice.objects.get().told_at == LATER


def test_nothing_is_mailed_that_was_seen_resolved_or_is_not_theirs_any_more() -> None:
    lead, reader = person("procurement_lead"), person("evaluator")
    assessed = opened(lead)
    first, second, third = (mentioned(assessed, reader) for _ in range(3))
    Notice.objects.filter(comment=first).update(seen_at=NOW)
    resolve_thread(by=someone(), thread=second.thread, now=NOW)
    revoke(by=someone(), given=assessed.grants.get(actor_id=str(reader.pk)))

    assert sent() == []
    assert third.notices.get().told_at is None


def test_who_left_the_house_gets_no_mail() -> None:
    reader = person("evaluator")
    mentioned(opened(person("procurement_lead")), reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)

    assert sent() == []


def test_a_mail_server_that_is_away_is_asked_again() -> None:
    mentioned(opened(person("procurement_lead")), person("evaluator"))

    away = patch("django.core.mail.EmailMessage.send", side_effect=SMTPException("away@example.test"))
    with away, pytest.raises(NoticeNotSentError) as raised:
        sent()
    assert "example" not in str(raised.value)
    assert len(sent()) == 1


def test_author_asker_reviewer_and_author_again_are_told_in_turn() -> None:
    lead = person("procurement_lead", name="Lena", email="lena@example.test")
    rita = person("evaluator", name="Rita", email="rita@example.test")
    assessed = opened(lead)
    ask_for_review(by=lead.as_actor(), assessment=assessed, reviewer_id=str(rita.pk), now=NOW)
    submit_response(by=lead.as_actor(), response=response_of(assessed), now=NOW)
    asked = ask_to_clarify(
        by=rita.as_actor(),
        response=response_of(assessed),
        question=question_of(assessed, "pace"),
        asked="SECRET",
        now=NOW,
    )
    told = sent()
    confirm_clarified_answer(by=lead.as_actor(), clarification=asked, words="SECRET", now=NOW)
    return_assessment(by=rita.as_actor(), assessment=assessed, reasons=Reasons("SECRET"), now=NOW)

    assert told == [
        (["rita@example.test"], "Parity: Ready for your review: People of Kaveri"),
        (["lena@example.test"], "Parity: Please clarify an answer: People of Kaveri"),
    ]
    assert sent()[2:] == [
        (["rita@example.test"], "Parity: Lena clarified an answer: People of Kaveri"),
        (["lena@example.test"], "Parity: Returned with reasons: People of Kaveri"),
    ]
    assert all("SECRET" not in str(message.body) for message in mail.outbox)


def test_what_still_waits_is_reminded_of_every_third_day_until_it_is_settled() -> None:
    lead, rita = person("procurement_lead", email="lena@example.test"), person("evaluator")
    assessed = opened(lead)
    submit_response(by=lead.as_actor(), response=response_of(assessed), now=NOW)
    asked = ask_to_clarify(
        by=rita.as_actor(),
        response=response_of(assessed),
        question=question_of(assessed, "pace"),
        asked="Sure?",
        now=NOW,
    )

    def occasions() -> list[tuple[str, date | None]]:
        told = (remind_of_notices(NOW + timedelta(days=days)) for days in range(8))
        return [(each.to_email, each.on) for reminders in told for each in reminders]

    days = [NOW.date() + timedelta(days=number) for number in (3, 3, 3, 6, 6)]
    assert occasions() == [("lena@example.test", day) for day in days]
    confirm_clarified_answer(by=lead.as_actor(), clarification=asked, words="Yes.", now=NOW)
    assert occasions() == []
