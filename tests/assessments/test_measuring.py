"""Measured answers are pushed by the product itself and go before what people say."""

import pytest

from assessments import tasks
from assessments.actions import AnswerRefused, record_measurement, submit_response
from assessments.domain.questionnaire import Side
from assessments.models import Answer, AnswerState, Assessment, AssessmentState, Scorecard
from outsourcing.actors import SYSTEM
from tests.assessments.factories import MEASURED, NOW, assessment, question, response_of, section, someone

pytestmark = pytest.mark.django_db


def attrition() -> Assessment:
    return assessment(section("tenure", question("attrition", MEASURED), question("pace")))


def measure(assessed: Assessment, value: object, key: str = "attrition") -> int:
    return record_measurement(
        by=SYSTEM, assessment=assessed, question_key=key, value=value, now=NOW
    ).row_version


def test_a_measurement_is_stored_on_a_side_of_its_own_and_scored() -> None:
    assessed = attrition()

    measure(assessed, 10)
    tasks.score(str(assessed.pk))

    assert Answer.objects.get().response.side == Side.MEASURED
    assert Scorecard.objects.get().observed == pytest.approx(0.75)


def test_the_same_figure_again_changes_nothing_and_a_new_one_replaces_it() -> None:
    assessed = attrition()

    assert [measure(assessed, value) for value in (10, 10, 21.5)] == [1, 1, 2]

    assessed.refresh_from_db()
    assert assessed.input_version == 3


def test_a_measurement_can_be_taken_back() -> None:
    assessed = attrition()
    measure(assessed, 10)

    measure(assessed, None)

    assert Answer.objects.get().state == AnswerState.CLEARED


def test_only_measured_questions_are_measured_and_only_within_their_limits() -> None:
    assessed = attrition()

    with pytest.raises(AnswerRefused, match="answered, not measured"):
        measure(assessed, 4, key="pace")
    with pytest.raises(AnswerRefused):
        measure(assessed, 130)

    assert not Answer.objects.exists()


def test_a_measured_side_does_not_keep_an_assessment_open() -> None:
    assessed = attrition()
    measure(assessed, 10)

    submit_response(by=someone(), response=response_of(assessed), now=NOW)

    assessed.refresh_from_db()
    assert assessed.state == AssessmentState.SUBMITTED
