"""Two people at the same moment, with real threads and real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from assessments.actions import AnswerConflict, ResponseClosed, save_answer, store_scores, submit_response
from assessments.actions.submitting import receipt_of
from assessments.models import Answer, AnswerRevision, Response, Scorecard
from assessments.queries import compute, scoring_inputs
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import NOW, assessment, question_of, response_of, someone

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """What each job returned, or the exception it raised; all begin at the same moment."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=10)
            return job()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def saver(response: Response, key: str, value: int, expected: int = 0) -> Callable[[], Any]:
    """A save that waits to be run."""
    question, by = question_of(response.assessment, key), someone(f"Person {value}")
    return lambda: save_answer(
        by=by, response=response, question=question, raw_value=value, expected_row_version=expected, now=NOW
    )


def test_of_people_who_first_answer_one_question_at_once_one_wins_and_the_others_see_a_conflict() -> None:
    response = response_of(assessment())

    outcomes = at_once(*(saver(response, "pace", value) for value in (1, 2, 3, 4)))

    conflicts = [outcome for outcome in outcomes if isinstance(outcome, AnswerConflict)]
    winner = next(outcome for outcome in outcomes if not isinstance(outcome, Exception))
    assert len(conflicts) == 3
    assert Answer.objects.get().value == winner.value
    assert {conflict.current.value for conflict in conflicts} == {winner.value}
    assert AnswerRevision.objects.count() == 1


def test_of_people_who_change_one_answer_at_once_one_wins() -> None:
    response = response_of(assessment())
    saver(response, "pace", 5)()

    outcomes = at_once(*(saver(response, "pace", value, expected=1) for value in (1, 2, 3, 4)))

    assert sum(isinstance(outcome, AnswerConflict) for outcome in outcomes) == 3
    assert Answer.objects.get().row_version == 2


def test_saves_of_different_questions_at_once_all_stand_and_are_all_counted() -> None:
    assessed = assessment()
    response = response_of(assessed)

    at_once(saver(response, "pace", 1), saver(response, "story", 2))

    assessed.refresh_from_db()
    assert Answer.objects.count() == 2
    assert assessed.input_version == 3


def test_a_save_that_races_a_submit_is_under_the_receipt_or_refused() -> None:
    for value in (1, 2, 3, 4, 5):
        response = response_of(assessment())

        submitted, saved = at_once(
            lambda r=response: submit_response(by=someone(), response=r, now=NOW),  # type: ignore[misc]
            saver(response, "pace", value),
        )

        refused = isinstance(saved, ResponseClosed)
        rows: list[list[object]] = [] if refused else [["pace", "own", "answered", value, "", ""]]
        assert submitted.receipt == receipt_of(submitted, rows, NOW)
        assert Answer.objects.filter(response=response).count() == len(rows)


def test_workers_that_store_one_score_at_once_leave_one() -> None:
    assessed = assessment()
    saver(response_of(assessed), "pace", 4)()
    computed = [compute(given) for given in scoring_inputs([assessed.pk])]

    stored = at_once(*(lambda: list(store_scores(by=SYSTEM, computed=computed, now=NOW)) for _ in range(4)))

    assert sorted(stored) == [[], [], [], [assessed.pk]]
    assert Scorecard.objects.get().low == pytest.approx(0.3375)


def test_eight_submits_at_once_are_one() -> None:
    response = response_of(assessment())

    outcomes = at_once(*(lambda: submit_response(by=someone(), response=response, now=NOW) for _ in range(8)))

    assert len({outcome.receipt for outcome in outcomes}) == 1
    assert AuditEvent.objects.filter(action="response.submitted").count() == 1
