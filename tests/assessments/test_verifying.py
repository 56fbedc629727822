"""`verify_scores` proves every stored score, and finds the one that was tampered with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessments import tasks
from assessments.actions import submit_response
from assessments.models import Assessment, Scorecard
from assessments.queries import verify_scores
from tests.assessments.factories import NOW, answered, assessment, response_of, someone

pytestmark = pytest.mark.django_db


def scored(*, submitted: bool = False) -> Assessment:
    assessed = assessment()
    answered(response_of(assessed), "pace", 4)
    if submitted:
        submit_response(by=someone(), response=response_of(assessed), now=NOW)
    tasks.score(str(assessed.pk))
    return assessed


def verify() -> tuple[str, str, int]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_scores", stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_untouched_scores_are_all_confirmed() -> None:
    scored()
    scored(submitted=True)

    said, faults, code = verify()

    assert (faults, code) == ("", 0)
    assert "2 scorecards recomputed, 0 faults" in said


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE assessments_scorecard SET low = 0.9", "other figures"),
        ("UPDATE assessments_scorecard SET status = 'excluded'", "other figures"),
        ("UPDATE assessments_scorecard SET inputs_digest = 'f'", "other inputs"),
        ("UPDATE assessments_scorecard SET result = '{\"low\": 1}'", "another result"),
    ],
)
def test_a_tampered_score_is_found_and_named(sql: str, fault: str) -> None:
    scored()
    with connection.cursor() as cursor:
        cursor.execute(sql)

    said, faults, code = verify()

    assert code == 1
    assert f"Scorecard {Scorecard.objects.get().pk}: " in faults
    assert fault in faults
    assert "1 scorecards recomputed, 1 faults" in said


def test_answers_changed_past_the_product_are_found() -> None:
    scored()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_answer SET value = '5'")

    assert verify()[2] == 1


def test_a_score_whose_answers_moved_on_is_out_of_date_and_not_wrong() -> None:
    assessed = scored()
    answered(response_of(assessed), "pace", 2, expected=1)

    report = verify_scores()

    assert (report.verified, report.out_of_date, report.faults) == (0, 1, ())


def test_a_kept_score_is_recomputed_from_its_own_inputs() -> None:
    scored(submitted=True)
    with connection.cursor() as cursor:
        # What the product would never do: the submission still proves what it was computed from.
        cursor.execute("UPDATE assessments_answer SET value = '1'")

    assert verify()[2] == 0
