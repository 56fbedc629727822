"""What waits for whom: the inbox, its count, and one letter a day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from assessments.actions.preparations_due import due_preparations
from assessments.actions.preparing import assign_preparation, finish_preparation, unshare_preparations
from assessments.actions.preparing.settling import Proof
from assessments.actions.reminding import gather_reminders
from assessments.models import Preparation, Response
from assessments.views.entries import inbox_count
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from outsourcing.ui.registry import inbox_of
from tests.assessments.factories import NOW
from tests.assessments.preparing.world import FORM, PATH, TRY, WALK, Prepared, prepared
from tests.people import person
from tests.portal.world import work_off

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DUE = TODAY + timedelta(days=20)


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(8, 0), tzinfo=UTC)


def given(of: Prepared, title: str, owner: Actor, due_on: date = DUE) -> None:
    assign_preparation(by=of.by, preparation=of.of(title), owner=owner, due_on=due_on)


def waiting(actor: Actor) -> dict[str, str]:
    """The titles of what waits to be prepared, with where they lead."""
    items = inbox_of(actor, TODAY)
    assert inbox_count(actor) == len(items)
    return {str(item.title): item.url for item in items if "repare" in str(item.title)}


def test_what_is_mine_waits_until_it_is_done() -> None:
    of, jo = prepared(), person("evaluator", name="Jo Blum")
    given(of, FORM, jo.as_actor())

    assert waiting(jo.as_actor()) == {f"Prepare: {FORM}": f"{of.page}{of.of(FORM).pk}/"}
    (item,) = inbox_of(jo.as_actor(), DUE + timedelta(days=2))
    assert (item.due, str(item.tone), str(item.detail).split(" · ")[1]) == (DUE, "bad", "Before the decision")
    finish_preparation(by=jo.as_actor(), preparation=of.of(FORM), proof=Proof(note="Done"), now=NOW)
    assert waiting(jo.as_actor()) == {}


def test_whoever_manages_is_told_once_of_all_that_nobody_sees_to() -> None:
    of = prepared()

    assert waiting(of.by) == {"Say who prepares: People of Kaveri": of.page}
    assert "5 preparations have no owner yet" in {item.detail for item in inbox_of(of.by, TODAY)}
    for row in Preparation.objects.all():
        given(of, row.title, of.by)
    assert len(waiting(of.by)) == 5


def test_whoever_rates_alone_again_is_told_of_nothing() -> None:
    of = prepared()
    user, response = of.six.ours[0]
    given(of, FORM, user.as_actor())
    Response.objects.filter(pk=response.pk).update(state="draft", submitted_at=None, receipt="")

    assert waiting(user.as_actor()) == {}
    assert list(due_preparations(at(DUE))) == []


@pytest.mark.parametrize(
    ("today", "on"),
    [
        (DUE - timedelta(days=15), None),
        (DUE - timedelta(days=14), DUE - timedelta(days=14)),
        (DUE, DUE),
        (DUE + timedelta(days=9), DUE + timedelta(days=7)),
    ],
)
def test_an_owner_is_reminded_ahead_on_the_day_and_weekly(today: date, on: date | None) -> None:
    of, jo = prepared(), person("evaluator", email="jo@buyer.example")
    given(of, FORM, jo.as_actor())

    reminders = list(due_preparations(at(today)))

    assert [(each.to_email, each.on) for each in reminders] == ([("jo@buyer.example", on)] if on else [])
    if on:
        assert reminders[0].subject == f"To prepare: {FORM}"
        assert reminders[0].lines[0] == "People of Kaveri"
        assert reminders[0].url == f"{of.page}{of.of(FORM).pk}/"


def test_a_contact_is_reminded_while_it_is_shared_and_once_they_came_in() -> None:
    of = prepared(shared=True)
    given(of, WALK, of.theirs)
    assert list(due_preparations(at(DUE))) == []
    invitation = of.six.theirs[0].asking.invitation
    type(invitation).objects.filter(pk=invitation.pk).update(confirmed_at=NOW)

    (reminder,) = due_preparations(at(DUE))

    assert reminder.to_email == of.six.theirs[0].contact.email
    assert reminder.url == f"{of.portal}{of.of(WALK).pk}/"
    unshare_preparations(by=of.by, assessment=of.assessment)
    assert list(due_preparations(at(DUE))) == []


def test_everything_of_a_day_comes_in_one_letter() -> None:
    of, jo = prepared(), person("evaluator", email="jo@buyer.example")
    for title in (FORM, TRY, PATH):
        given(of, title, jo.as_actor())
    User.objects.exclude(pk=jo.pk).update(is_active=False)
    mail.outbox.clear()

    assert [gather_reminders(now=at(DUE)), gather_reminders(now=at(DUE))] == [1, 0]
    work_off("assessments.letter")

    (letter,) = mail.outbox
    assert letter.to == ["jo@buyer.example"]
    assert all(title in str(letter.body) for title in (FORM, TRY, PATH))
