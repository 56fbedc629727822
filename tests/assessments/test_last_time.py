"""Last time's answer is shown, never copied; taking it over is a deed that the history tells of."""

from datetime import timedelta

import pytest

from assessments.actions import grant, save_answer
from assessments.actions.refusals import AnswerConflict, AnswerRefused, Refused
from assessments.actions.taking_over import take_over_last
from assessments.actions.writing import SavedAnswer
from assessments.models import Answer, AnswerRevision, Assessment, Capability, Response
from assessments.queries.last_time import last_answers
from outsourcing.actors import SYSTEM, Actor, ActorKind
from tests.assessments.factories import answered, published, question_of, response_of, section
from tests.assessments.factories import question as asked
from tests.assessments.repeating import FIRST_DUE, LEAD, at, cycle, finish, series, travel
from tests.people import person

pytestmark = pytest.mark.django_db
OPENS = FIRST_DUE - timedelta(days=LEAD)
SECOND = at(FIRST_DUE).replace(month=9)


def test_last_times_answers_stand_beside_the_questions_and_are_not_copied() -> None:
    owner, response = _second_cycle()

    shown = last_answers(owner, response)

    assert {key: (last.value, last.note) for key, last in shown.items()} == {
        "power": (4, "Two feeds."),
        "network": (2, ""),
    }
    assert not Answer.objects.filter(response=response).exists()


def test_taking_over_is_marked_in_the_history() -> None:
    owner, response = _second_cycle()

    saved = _take(owner, response, "power")

    assert (saved.value, saved.note, saved.saved_by_name) == (4, "As last time (2027-02-13)", "Mara Keller")
    assert AnswerRevision.objects.get(answer=saved.answer_id).note == "As last time (2027-02-13)"


def test_what_did_not_apply_is_taken_over_with_its_reason() -> None:
    owner, response = _second_cycle(applies=False)

    saved = _take(owner, response, "power")

    assert (saved.state, saved.reason) == ("not_applicable", "No site of their own.")


def test_an_answer_given_meanwhile_is_not_overwritten() -> None:
    owner, response = _second_cycle()
    answered(response, "power", 1)

    with pytest.raises(AnswerConflict):
        _take(owner, response, "power")
    assert Answer.objects.get(response=response).value == 1


def test_an_answer_that_does_not_fit_any_more_is_refused() -> None:
    owner, response = _second_cycle(then=section("site", asked("power", {"type": "yes_no"})))

    assert last_answers(owner, response)["power"].value == 4
    with pytest.raises(AnswerRefused):
        _take(owner, response, "power")


def test_who_may_not_read_last_times_answers_sees_none() -> None:
    _owner, response = _second_cycle()
    newcomer = person("evaluator")
    grant(
        by=SYSTEM,
        to_kind=ActorKind.USER,
        to_id=str(newcomer.pk),
        assessment=response.assessment,
        capability=Capability.ANSWER,
    )

    assert last_answers(newcomer.as_actor(), response) == {}
    with pytest.raises(Refused, match="no answer of last time"):
        _take(newcomer.as_actor(), response, "power")


def test_a_first_cycle_has_no_last_time() -> None:
    reviewed = series()
    travel(OPENS)

    assert last_answers(reviewed.owner.as_actor(), response_of(cycle(reviewed, 1))) == {}


def _second_cycle(*, applies: bool = True, then: object = None) -> tuple[Actor, Response]:
    key = f"infrastructure-{Assessment.objects.count()}"
    first = section("site", asked("power"), asked("network", weight=3))
    reviewed = series(version=published(first, key=key))
    owner = reviewed.owner.as_actor()
    travel(OPENS)
    response = response_of(cycle(reviewed, 1))
    if applies:
        answered(response, "power", 4, by=owner, note="Two feeds.")
    else:
        _does_not_apply(response, owner)
    finish(cycle(reviewed, 1), OPENS, network=2)
    if then is not None:
        published(then, key=key)  # type: ignore[arg-type]
    travel(SECOND.date())
    return owner, response_of(cycle(reviewed, 2))


def _does_not_apply(response: Response, by: Actor) -> None:
    save_answer(
        by=by,
        response=response,
        question=question_of(response.assessment, "power"),
        not_applicable=True,
        reason="No site of their own.",
        expected_row_version=0,
        now=at(OPENS),
    )


def _take(by: Actor, response: Response, key: str) -> SavedAnswer:
    return take_over_last(
        by=by,
        response=response,
        question=question_of(response.assessment, key),
        expected_row_version=0,
        now=SECOND,
    )
