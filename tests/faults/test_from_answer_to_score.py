"""Redis freezes between an answer and its score; tests/assessments/test_worker.py stops it."""

import pytest

from assessments.models import Answer
from assessments.queries import scorecards_for
from tests.assessments import factories
from tests.faults.scores import right_score_stands
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_answers_saved_while_redis_is_frozen_are_scored_once_it_thaws(
    celery_worker_process: RealWorker, redis_server: RealRedis
) -> None:
    assessed = factories.assessment()
    redis_server.freeze()

    factories.answered(factories.response_of(assessed), "pace", 3)

    assert Answer.objects.count() == 1
    redis_server.thaw()
    eventually(lambda: right_score_stands(assessed), seconds=120, what="the score")
    # Pace has three quarters of a section of 60 %, and the middle of the scale is worth one half.
    assert scorecards_for([assessed.pk])[assessed.pk].low == pytest.approx(0.6 * 0.75 * 0.5)
