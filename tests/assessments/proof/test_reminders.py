"""People are reminded of proof that expires: a month ahead and on the day after, once each."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessments.actions import cancel_assessment, grant
from assessments.actions.expiring import expiring_proof
from assessments.actions.letters import send_letter
from assessments.actions.proving import withdraw_proof
from assessments.actions.reminding import gather_reminders
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Capability, ReminderLetter, ReminderSent
from outsourcing.actors import SYSTEM, Actor, ActorKind
from tests.assessments.factories import NOW
from tests.assessments.proof.proofs import Proving, attach, let_answer, proving
from tests.files import samples
from tests.people import person

pytestmark = pytest.mark.django_db

LAST_DAY = date(2027, 3, 31)


def at(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def place(email: str = "lead@example.test") -> Proving:
    """An assessment of a lead, with a proof that is valid until the end of March."""
    made = proving(by=person("procurement_lead", email=email).as_actor())
    made.attach(content=samples.pdf(), valid_until=LAST_DAY)
    return made


def told(day: date) -> list[tuple[str, str, date | None]]:
    """Who is to be told on a day, by which subject, for which occasion."""
    return [(each.to_email, each.subject.split(":")[0], each.on) for each in expiring_proof(at(day))]


def test_the_manager_is_reminded_a_month_ahead_and_on_the_day_after() -> None:
    place()

    assert told(date(2027, 2, 28)) == []
    ahead = ("lead@example.test", "A proof expires soon", date(2027, 3, 1))
    assert told(date(2027, 3, 1)) == [ahead]
    assert told(LAST_DAY) == [ahead]
    expired = ("lead@example.test", "A proof has expired", date(2027, 4, 1))
    assert told(date(2027, 4, 1)) == [expired]
    assert told(date(2027, 7, 1)) == []


def test_whoever_added_it_is_reminded_too_and_nobody_twice() -> None:
    lead = person("procurement_lead", email="lead@example.test")
    colleague = person("evaluator", email="colleague@example.test")
    made = proving(by=lead.as_actor())
    let_answer(made.assessment, colleague.as_actor())
    attach(colleague.as_actor(), made.response, made.question(), content=samples.pdf(), valid_until=LAST_DAY)
    grant(
        by=SYSTEM,
        to_kind=ActorKind.USER,
        to_id=str(colleague.pk),
        assessment=made.assessment,
        capability=Capability.MANAGE,
    )

    assert sorted(email for email, _subject, _on in told(LAST_DAY)) == [
        "colleague@example.test",
        "lead@example.test",
    ]


def test_a_contact_is_not_taken_for_the_user_of_the_same_number() -> None:
    lead = person("procurement_lead", email="lead@example.test")
    other = person(email="other@example.test")
    made = proving(by=lead.as_actor(), side=Side.PROVIDER)
    contact = Actor(ActorKind.CONTACT, str(other.pk), "Asha Rao", frozenset())
    let_answer(made.assessment, contact)
    attach(contact, made.response, made.question(), content=samples.pdf(), valid_until=LAST_DAY)

    assert [email for email, _subject, _on in told(LAST_DAY)] == ["lead@example.test"]


def test_each_occasion_is_told_once() -> None:
    place()

    for day in (date(2027, 3, 1), date(2027, 3, 2), date(2027, 4, 1), date(2027, 4, 2)):
        gather_reminders(now=at(day))
        for letter in ReminderLetter.objects.filter(sent_at=None):
            send_letter(letter_id=letter.pk, now=at(day))

    sent = ReminderSent.objects.filter(key__startswith="proof:").order_by("on")
    assert list(sent.values_list("on", flat=True)) == [date(2027, 3, 1), date(2027, 4, 1)]
    assert sent[0].lines[1] == "Its proof is valid until 31 Mar 2027."
    assert sent[0].url.endswith("/proof/")


def test_nobody_is_reminded_of_what_was_renewed_withdrawn_or_cancelled() -> None:
    renewed, withdrawn, cancelled = (place(f"{name}@example.test") for name in ("a", "b", "c"))
    renewed.attach(content=samples.png(), name="new.png", valid_until=LAST_DAY + timedelta(days=365))
    proof = withdrawn.response.evidence.get()
    withdraw_proof(by=withdrawn.manager, evidence=proof, reason="wrong", now=NOW)
    cancel_assessment(by=cancelled.manager, assessment=cancelled.assessment, reason="over", now=NOW)

    assert told(LAST_DAY) == []


def test_under_hidden_names_whoever_only_rates_is_told_no_name() -> None:
    lead = person("procurement_lead", email="lead@example.test")
    rater = person("evaluator", email="rater@example.test")
    made = proving(by=lead.as_actor())
    let_answer(made.assessment, rater.as_actor())
    attach(rater.as_actor(), made.response, made.question(), content=samples.pdf(), valid_until=LAST_DAY)
    Assessment.objects.filter(pk=made.assessment.pk).update(names_hidden=True, alias="Provider A")

    subjects = {each.to_email: each.subject for each in expiring_proof(at(LAST_DAY))}

    assert subjects["rater@example.test"] == "A proof expires soon: Provider A"
    assert "Kaveri" in subjects["lead@example.test"]
