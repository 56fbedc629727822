"""The scoring job: right figures, whatever moves or dies meanwhile."""

from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import tasks
from assessments.actions import cancel_assessment, reopen_response, store_scores, submit_response
from assessments.domain.fingerprint import ENGINE_VERSION
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Purpose, Question, Scorecard
from assessments.queries import ComputedScore, ScoringInput, compute, scoring_inputs
from assessments.signals import scorecards_published
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.actions import claim
from outsourcing.jobs.models import OwedWork, WorkState
from tests.assessments.factories import LATER, NOW, answered, assessment, response_of, someone

pytestmark = pytest.mark.django_db


def work_of(assessed: Assessment) -> OwedWork:
    return OwedWork.objects.get(task="assessments.score", key=str(assessed.pk))


def card_of(assessed: Assessment) -> Scorecard:
    return Scorecard.objects.get(assessment=assessed, is_current=True)


def while_computing(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """Let something happen once, after the inputs were read and before the score is stored."""
    waiting = [meanwhile]

    def computed(given: ScoringInput) -> ComputedScore:
        while waiting:
            waiting.pop()()
        return compute(given)

    monkeypatch.setattr(tasks, "compute", computed)


def test_the_job_stores_the_score_with_what_it_was_computed_from() -> None:
    assessed = assessment()
    answered(response_of(assessed), "pace", 4)
    answered(response_of(assessed), "bench", "yes")

    tasks.score(str(assessed.pk))

    card = card_of(assessed)
    # 0.6 × (3 × 0.75 + 1 × 1) / 4 = 0.4875 answered; the leaders' 0.4 is open.
    assert card.low == pytest.approx(0.4875)
    assert card.high == pytest.approx(0.8875)
    assert card.observed == pytest.approx(0.8125)
    assert card.coverage == pytest.approx(0.6)
    assert (card.purpose, card.status, card.input_version) == (Purpose.DRAFT, "eligible", 3)
    assert (card.template_version_id, card.engine_version) == (assessed.version_id, ENGINE_VERSION)
    assert len(card.inputs_digest) == 64
    assert work_of(assessed).state == WorkState.DONE


def test_a_draft_keeps_its_latest_scorecard_only() -> None:
    assessed = assessment()
    for version, level in enumerate((1, 3, 5)):
        answered(response_of(assessed), "pace", level, expected=version)
        tasks.score(str(assessed.pk))

    assert Scorecard.objects.get().low == pytest.approx(0.45)


def test_running_twice_stores_once_and_tells_once() -> None:
    told: list[int] = []

    def listen(assessment_ids: Sequence[int], **_: object) -> None:
        told.extend(assessment_ids)

    assessed = assessment()
    scorecards_published.connect(listen)
    try:
        tasks.score(str(assessed.pk))
        first = card_of(assessed).pk
        OwedWork.objects.update(state=WorkState.QUEUED)
        tasks.score(str(assessed.pk))
    finally:
        scorecards_published.disconnect(listen)

    assert card_of(assessed).pk == first
    assert told == [assessed.pk]


def test_an_answer_saved_while_computing_drops_the_old_score_and_leaves_the_work_queued(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assessed = assessment()
    response = response_of(assessed)
    answered(response, "pace", 1)
    while_computing(monkeypatch, lambda: answered(response, "pace", 5, expected=1))

    tasks.score(str(assessed.pk))
    assert not Scorecard.objects.exists()
    assert work_of(assessed).state == WorkState.QUEUED

    tasks.score(str(assessed.pk))
    assert card_of(assessed).low == pytest.approx(0.45)
    assert work_of(assessed).state == WorkState.DONE


def test_a_slow_worker_that_lost_its_lease_does_not_overwrite_the_newer_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assessed = assessment()
    response = response_of(assessed)
    answered(response, "pace", 1)

    def another_worker() -> None:
        answered(response, "pace", 5, expected=1)
        OwedWork.objects.update(lease_until=NOW)
        tasks.score(str(assessed.pk))

    while_computing(monkeypatch, another_worker)
    tasks.score(str(assessed.pk))

    assert card_of(assessed).low == pytest.approx(0.45)
    assert card_of(assessed).input_version == 3
    assert work_of(assessed).state == WorkState.DONE


def test_work_of_a_worker_that_was_killed_is_taken_up_when_its_lease_ends() -> None:
    assessed = assessment()
    claim(task="assessments.score", key=str(assessed.pk), limit=1, now=NOW)

    tasks.score(str(assessed.pk))

    assert card_of(assessed).coverage == 0
    assert work_of(assessed).state == WorkState.DONE


def test_one_broken_assessment_fails_alone_and_the_others_of_its_batch_are_scored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good, bad = assessment(), assessment()

    def computed(given: ScoringInput) -> ComputedScore:
        if given.assessment_id == bad.pk:
            raise ValueError("does not fit")
        return compute(given)

    monkeypatch.setattr(tasks, "compute", computed)
    tasks.score("")

    assert card_of(good).coverage == 0
    assert work_of(good).state == WorkState.DONE
    assert (work_of(bad).state, work_of(bad).last_error) == (WorkState.QUEUED, "ValueError: does not fit")


def test_a_batch_takes_as_many_queries_for_twelve_as_for_three() -> None:
    version = assessment().version
    taken = []
    for number in (3, 12):
        ids = [answered_assessment(version.pk) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            handle(ids)
        # Whoever hears of the new scores looks for its own rows; that is not this job's work.
        taken.append(sum("selection_" not in query["sql"] for query in queries))
        assert Scorecard.objects.filter(assessment__in=ids).count() == number

    assert taken[0] == taken[1] <= 12


def test_submission_scorecards_are_kept_with_their_inputs() -> None:
    assessed = assessment()
    response = response_of(assessed)
    answered(response, "pace", 4)
    tasks.score(str(assessed.pk))
    submit_response(by=someone(), response=response, now=NOW)
    tasks.score(str(assessed.pk))
    kept = card_of(assessed)
    reopen_response(by=someone(), response=response, reason="The roster came late.", now=LATER)
    answered(response, "pace", 2, expected=1)
    tasks.score(str(assessed.pk))

    assert kept.purpose == Purpose.SUBMISSION
    assert kept.inputs is not None
    assert kept.inputs["answers"] == [["pace", "evaluator", "", "own", "answered", 4]]
    cards = Scorecard.objects.order_by("pk").values_list("purpose", "is_current")
    assert list(cards) == [(Purpose.SUBMISSION, False), (Purpose.DRAFT, True)]
    assert AuditEvent.objects.filter(action="scorecard.kept").count() == 1


def test_a_cancelled_assessment_is_not_scored() -> None:
    assessed = assessment()
    cancel_assessment(by=someone(), assessment=assessed, reason="The need is gone.", now=NOW)

    tasks.score(str(assessed.pk))

    assert not Scorecard.objects.exists()
    assert work_of(assessed).state == WorkState.DONE


def test_the_text_of_an_answer_is_not_copied_into_a_scorecard() -> None:
    assessed = assessment(opening_sides=["provider"])
    response = response_of(assessed, Side.PROVIDER)
    answered(response, "story", "We trust our shadowing.")
    submit_response(by=someone(), response=response, now=NOW)

    tasks.score(str(assessed.pk))

    assert "shadowing" not in str(card_of(assessed).inputs)
    assert Question.objects.filter(key="story").exists()


def answered_assessment(version_id: int) -> int:
    """An assessment of an existing version with one answer."""
    existing = Assessment.objects.filter(version=version_id).select_related("version__template")[0]
    assessed = assessment(version=existing.version)
    answered(response_of(assessed), "pace", 4)
    return assessed.pk


def handle(ids: list[int]) -> None:
    """What the handler does with one batch, without the claims around it."""
    store_scores(by=SYSTEM, computed=[compute(given) for given in scoring_inputs(ids)], now=NOW)
