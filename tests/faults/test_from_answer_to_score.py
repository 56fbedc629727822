"""Redis and workers stop, freeze and die between an answer and its score."""

import pytest

from assessments.models import Answer, Assessment
from assessments.queries import live_score, scorecards_for
from tests.assessments import factories
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

HALF_OF_THE_SCALE = 3


def _answered(assessed: Assessment, level: int = HALF_OF_THE_SCALE, expected: int = 0) -> Assessment:
    factories.answered(factories.response_of(assessed), "pace", level, expected=expected)
    return assessed


def _right_score_stands(assessed: Assessment) -> bool:
    """The stored score is of the newest input and is what the page computes from the answers now."""
    stored = scorecards_for([assessed.pk])[assessed.pk]
    now = live_score(Assessment.objects.get(pk=assessed.pk))
    return not stored.is_out_of_date and stored.low == now.low and stored.high == now.high


def test_an_answer_is_scored_by_the_worker(celery_worker_process: RealWorker) -> None:
    assessed = _answered(factories.assessment())

    eventually(lambda: _right_score_stands(assessed), what="the score")

    # Pace has three quarters of a section of 60 %, and the middle of the scale is worth one half.
    assert scorecards_for([assessed.pk])[assessed.pk].low == pytest.approx(0.6 * 0.75 * 0.5)


def test_answers_saved_while_redis_is_stopped_are_scored_once_it_is_back(
    celery_worker_process: RealWorker, redis_server: RealRedis
) -> None:
    assessments = [factories.assessment() for _ in range(5)]
    redis_server.stop()

    for assessed in assessments:
        _answered(assessed)

    assert Answer.objects.count() == 5
    assert all(card.is_out_of_date for card in scorecards_for([each.pk for each in assessments]).values())
    redis_server.start()
    eventually(lambda: all(map(_right_score_stands, assessments)), seconds=120, what="all five scores")


def test_answers_saved_while_redis_is_frozen_are_scored_once_it_thaws(
    celery_worker_process: RealWorker, redis_server: RealRedis
) -> None:
    assessed = factories.assessment()
    redis_server.freeze()

    _answered(assessed)

    assert Answer.objects.count() == 1
    redis_server.thaw()
    eventually(lambda: _right_score_stands(assessed), seconds=120, what="the score")


def test_a_worker_killed_while_it_scores_leaves_no_wrong_score(celery_worker_process: RealWorker) -> None:
    assessments = [_answered(factories.assessment()) for _ in range(30)]
    celery_worker_process.kill()
    for assessed in assessments:
        _answered(assessed, level=5, expected=1)
    celery_worker_process.start()
    celery_worker_process.kill()

    celery_worker_process.start()

    eventually(lambda: all(map(_right_score_stands, assessments)), seconds=120, what="all thirty scores")
    highest = 0.6 * 0.75
    cards = scorecards_for([each.pk for each in assessments])
    assert [card.low for card in cards.values()] == pytest.approx([highest] * 30)


def test_an_answer_changed_while_its_score_is_owed_is_scored_as_it_is_now(
    celery_worker_process: RealWorker,
) -> None:
    assessed = factories.assessment()
    for version, level in enumerate((1, 5, 2, 4, 3)):
        _answered(assessed, level=level, expected=version)

    eventually(lambda: _right_score_stands(assessed), what="the score")

    assert scorecards_for([assessed.pk])[assessed.pk].low == pytest.approx(0.6 * 0.75 * 0.5)
