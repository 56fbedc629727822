"""Redis freezes and workers die between an answer and its score; more in tests/assessments/test_worker.py."""

import pytest

from assessments.models import Answer, Assessment
from assessments.queries import scorecards_for
from tests.assessments import factories
from tests.faults.scores import right_score_stands, right_scores_stand
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def _answered(assessed: Assessment, level: int = 3, expected: int = 0) -> Assessment:
    factories.answered(factories.response_of(assessed), "pace", level, expected=expected)
    return assessed


def test_answers_saved_while_redis_is_frozen_are_scored_once_it_thaws(
    celery_worker_process: RealWorker, redis_server: RealRedis
) -> None:
    assessed = factories.assessment()
    redis_server.freeze()

    _answered(assessed)

    assert Answer.objects.count() == 1
    redis_server.thaw()
    eventually(lambda: right_score_stands(assessed), seconds=120, what="the score")
    # Pace has three quarters of a section of 60 %, and the middle of the scale is worth one half.
    assert scorecards_for([assessed.pk])[assessed.pk].low == pytest.approx(0.6 * 0.75 * 0.5)


def test_a_worker_killed_while_it_scores_leaves_no_wrong_score(celery_worker_process: RealWorker) -> None:
    assessments = [_answered(factories.assessment()) for _ in range(30)]
    celery_worker_process.kill()
    for assessed in assessments:
        _answered(assessed, level=5, expected=1)
    celery_worker_process.start()
    celery_worker_process.kill()

    celery_worker_process.start()

    eventually(lambda: right_scores_stand(assessments), seconds=120, what="all thirty scores")
    highest = 0.6 * 0.75
    cards = scorecards_for([each.pk for each in assessments])
    assert [card.low for card in cards.values()] == pytest.approx([highest] * 30)
