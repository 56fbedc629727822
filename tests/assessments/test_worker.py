"""A real worker and a real Redis: whatever dies meanwhile, nothing is lost and the right score appears."""

import pytest

from assessments.models import Answer, Assessment
from assessments.queries import live_score, results_for, scorecards_for
from tests.assessments.factories import answered, assessment, response_of
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = pytest.mark.worker


def answers_of(assessed: Assessment, *levels: int, expected: int = 0) -> None:
    """One answer, changed again and again."""
    response = response_of(assessed)
    for version, level in enumerate(levels, start=expected):
        answered(response, "pace", level, expected=version)


def await_right_score(assessed: Assessment) -> None:
    """Wait until the stored score is said to be current, and see that it is the right one."""
    eventually(lambda: not scorecards_for([assessed.pk])[assessed.pk].is_out_of_date, what="the score")
    assessed.refresh_from_db()
    assert results_for([assessed.pk])[assessed.pk] == live_score(assessed)


def test_an_answer_is_scored_by_a_real_worker(celery_worker_process: RealWorker) -> None:
    assessed = assessment()

    answers_of(assessed, 1, 5, 3)

    await_right_score(assessed)


def test_a_worker_killed_while_scoring_is_made_good_by_the_next(celery_worker_process: RealWorker) -> None:
    many = [assessment() for _ in range(6)]
    for assessed in many:
        answers_of(assessed, 2)
    celery_worker_process.kill()
    answers_of(many[0], 5, expected=1)

    celery_worker_process.start()

    for assessed in many:
        await_right_score(assessed)


def test_answers_saved_while_redis_is_stopped_are_kept_and_scored_afterwards(
    celery_worker_process: RealWorker, redis_server: RealRedis
) -> None:
    assessed = assessment()
    redis_server.stop()

    answers_of(assessed, 1, 4)
    redis_server.start()

    assert Answer.objects.get().value == 4
    await_right_score(assessed)
