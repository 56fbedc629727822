"""Saving an answer: what is kept, what is refused, what two people at once see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import (
    AnswerConflict,
    ResponseClosed,
    cancel_assessment,
    clear_answer,
    save_answer,
    submit_response,
)
from assessments.actions.writing import revision_digest
from assessments.models import Answer, AnswerRevision, AnswerState, Assessment, Question, Response
from assessments.signals import assessment_changed
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork
from tests.assessments.factories import (
    LATER,
    NOW,
    answered,
    assessment,
    question,
    question_of,
    response_of,
    section,
    someone,
)

pytestmark = pytest.mark.django_db


def test_a_save_keeps_the_answer_with_who_and_when() -> None:
    mara = someone("Mara Keller")
    response = response_of(assessment())

    saved = answered(response, "pace", "4", by=mara, note="Shadowing 6 weeks.")

    answer = Answer.objects.get()
    assert (answer.value, answer.note, answer.state) == (4, "Shadowing 6 weeks.", AnswerState.ANSWERED)
    assert (answer.saved_by_id, answer.saved_by_name, answer.saved_at) == (mara.id, "Mara Keller", NOW)
    assert (saved.row_version, saved.saved_at, saved.changed) == (1, NOW, True)


def test_each_save_appends_a_revision_raises_the_input_owes_the_score_and_tells() -> None:
    assessed = assessment()
    response = response_of(assessed)
    told: list[int] = []

    def listen(assessment_id: int, **_: object) -> None:
        told.append(assessment_id)

    assessment_changed.connect(listen)
    try:
        answered(response, "pace", 4)
        answered(response, "pace", 5, expected=1, now=LATER)
    finally:
        assessment_changed.disconnect(listen)

    assert list(AnswerRevision.objects.values_list("row_version", "value")) == [(2, 5), (1, 4)]
    assessed.refresh_from_db()
    assert assessed.input_version == 3
    work = OwedWork.objects.get(task="assessments.score", key=str(assessed.pk))
    assert work.wanted_version == 3
    assert told == [assessed.pk, assessed.pk]


def test_the_trail_knows_a_save_by_a_salted_hash_only() -> None:
    answered(response_of(assessment()), "pace", 4, note="Frank words.")

    event = AuditEvent.objects.get(action="answer.saved")
    revision = AnswerRevision.objects.get()
    assert event.digest["sha256"] == revision_digest(revision)
    assert event.digest["row_version"] == 1
    assert "Frank" not in str(event.digest)
    assert len(revision.salt) == 32


def test_saving_what_stands_already_changes_nothing_even_with_an_old_version() -> None:
    assessed = assessment()
    response = response_of(assessed)
    answered(response, "pace", 4)
    answered(response, "pace", 5, expected=1)

    repeated = answered(response, "pace", "5", expected=1, now=LATER)

    assert (repeated.row_version, repeated.changed, repeated.saved_at) == (2, False, NOW)
    assert AnswerRevision.objects.count() == 2
    assessed.refresh_from_db()
    assert assessed.input_version == 3


def test_an_old_version_is_a_conflict_that_shows_what_stands() -> None:
    response = response_of(assessment())
    answered(response, "pace", 4, by=someone("Jonas Ott"), note="Seen on site.")

    with pytest.raises(AnswerConflict) as refused:
        answered(response, "pace", 2, expected=0, now=LATER)

    current = refused.value.current
    assert (current.row_version, current.value, current.note) == (1, 4, "Seen on site.")
    assert (current.saved_by_name, current.saved_at) == ("Jonas Ott", NOW)
    assert Answer.objects.get().value == 4


def test_a_version_that_never_was_is_a_conflict_too() -> None:
    with pytest.raises(AnswerConflict) as refused:
        answered(response_of(assessment()), "pace", 4, expected=3)

    assert (refused.value.current.row_version, refused.value.current.state) == (0, None)
    assert not Answer.objects.exists()


def test_a_cleared_answer_counts_as_missing_and_keeps_its_history() -> None:
    assessed = assessment()
    response = response_of(assessed)
    answered(response, "pace", 4)

    cleared = clear_answer(
        by=someone(),
        response=response,
        question=question_of(assessed, "pace"),
        expected_row_version=1,
        now=LATER,
    )

    assert (cleared.state, cleared.row_version) == (AnswerState.CLEARED, 2)
    assert [row.value for row in AnswerRevision.objects.all()] == [None, 4]
    assert answered(response, "pace", 3, expected=2).row_version == 3


def test_a_submitted_response_and_a_cancelled_assessment_take_no_answers() -> None:
    submitted, cancelled = assessment(), assessment()
    submit_response(by=someone("Jonas Ott"), response=response_of(submitted), now=NOW)
    cancel_assessment(by=someone(), assessment=cancelled, reason="The need is gone.", now=NOW)

    with pytest.raises(ResponseClosed) as closed:
        answered(response_of(submitted), "pace", 4)
    with pytest.raises(ResponseClosed) as ended:
        answered(response_of(cancelled), "pace", 4)

    assert "Jonas Ott submitted this on 2026-11-23" in closed.value.reason
    assert "cancelled" in ended.value.reason
    assert not Answer.objects.exists()


@pytest.mark.parametrize("questions", [1, 40])
def test_a_save_takes_few_queries_however_long_the_checklist(questions: int) -> None:
    rows = [question(f"q{number}") for number in range(questions)]
    response = response_of(assessment(section("all", *rows)))
    asked = question_of(response.assessment, "q0")
    save(response, asked, 3, expected=0)

    with CaptureQueriesContext(connection) as taken:
        save(response, asked, 4, expected=1)

    assert len(taken) <= 12
    assert Assessment.objects.get().input_version == 3


def save(response: Response, asked: Question, value: int, *, expected: int) -> None:
    save_answer(
        by=someone(),
        response=response,
        question=asked,
        raw_value=value,
        expected_row_version=expected,
        now=NOW,
    )
