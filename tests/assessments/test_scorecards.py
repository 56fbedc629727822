"""What stored scores say to boards, and that nothing shown is older than it says."""

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from assessments import tasks
from assessments.actions import submit_response
from assessments.domain.results import Status
from assessments.models import Scorecard
from assessments.queries import live_score, results_for, scorecards_for
from tests.assessments.factories import NOW, answered, assessment, response_of, someone

pytestmark = pytest.mark.django_db


def test_an_assessment_that_was_never_scored_is_out_of_date() -> None:
    assessed = assessment()

    summary = scorecards_for([assessed.pk])[assessed.pk]

    assert (summary.low, summary.high, summary.observed, summary.coverage) == (None, None, None, 0.0)
    assert (summary.is_out_of_date, summary.computed_at, summary.digest) == (True, None, "")


def test_a_fresh_score_is_current_until_the_next_answer() -> None:
    assessed = assessment()
    tasks.score(str(assessed.pk))
    assert not scorecards_for([assessed.pk])[assessed.pk].is_out_of_date

    answered(response_of(assessed), "bench", "no")
    stale = scorecards_for([assessed.pk])[assessed.pk]
    tasks.score(str(assessed.pk))
    fresh = scorecards_for([assessed.pk])[assessed.pk]

    assert (stale.is_out_of_date, stale.status) == (True, Status.PENDING)
    assert (fresh.is_out_of_date, fresh.status) == (False, Status.EXCLUDED)
    assert [finding.sentence for finding in fresh.knockouts] == ["There is no reserve."]


def test_a_score_of_another_engine_is_out_of_date() -> None:
    assessed = assessment()
    tasks.score(str(assessed.pk))
    Scorecard.objects.update(engine_version="0.9")

    assert scorecards_for([assessed.pk])[assessed.pk].is_out_of_date


def test_the_score_on_the_page_is_the_stored_one() -> None:
    assessed = assessment()
    answered(response_of(assessed), "pace", 2)
    assessed.refresh_from_db()

    shown = live_score(assessed)
    tasks.score(str(assessed.pk))

    assert results_for([assessed.pk])[assessed.pk] == shown


def test_many_summaries_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ids = [assessment().pk for _ in range(3)]
    tasks.score("")

    with django_assert_num_queries(1):
        summaries = scorecards_for([*ids, 999_999])

    assert set(summaries) == set(ids)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessments_scorecard SET low = 0.99",
        "UPDATE assessments_scorecard SET observed = NULL",
        "UPDATE assessments_scorecard SET status = 'excluded'",
        "UPDATE assessments_scorecard SET result = '{}'",
        "UPDATE assessments_scorecard SET inputs = '{}'",
        "UPDATE assessments_scorecard SET purpose = 'draft'",
        "UPDATE assessments_scorecard SET input_version = 1",
        "DELETE FROM assessments_scorecard",
    ],
)
def test_the_database_refuses_to_change_a_kept_scorecard(sql: str) -> None:
    assessed = assessment()
    answered(response_of(assessed), "pace", 4)
    submit_response(by=someone(), response=response_of(assessed), now=NOW)
    tasks.score(str(assessed.pk))
    before = Scorecard.objects.values().get()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert Scorecard.objects.values().get() == before


def test_a_kept_scorecard_may_stop_being_the_current_one() -> None:
    assessed = assessment()
    submit_response(by=someone(), response=response_of(assessed), now=NOW)
    tasks.score(str(assessed.pk))

    Scorecard.objects.update(is_current=False)

    assert not Scorecard.objects.get().is_current


def test_an_assessment_has_one_current_scorecard() -> None:
    assessed = assessment()
    tasks.score(str(assessed.pk))
    second = Scorecard.objects.get()
    second.pk, second.purpose, second.inputs = None, "submission", {}

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)
