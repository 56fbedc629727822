"""Two workers, or a worker and somebody who hands in, at the same moment."""

import pytest

from assessments.actions import submit_response
from assessments.actions.measuring import choose_scope, measure_assessment
from assessments.domain.questionnaire import Side
from assessments.models import Answer, AnswerRevision, AssessmentState, Evidence, Response
from providers.domain.attrition.measures import Scope
from tests.assessments.factories import NOW, response_of
from tests.assessments.measured.measuring import Measuring, measuring, staff
from tests.assessments.test_races import at_once
from tests.portal.world import work_off
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.files import text

pytestmark = pytest.mark.django_db(transaction=True)
FIGURES = {"handed": "yes", "voluntary": 10.8, "total": 16.2, "service": 6}


def counted() -> Measuring:
    """A roster whose figures are computed, and which no worker has pushed anywhere yet."""
    of = measuring()
    stored_roster(of.provider, text(staff()).read())
    work_off("providers.measure_roster")
    return of


def measure(of: Measuring) -> None:
    measure_assessment(assessment_id=of.assessment.pk, now=NOW)


def test_two_workers_write_each_figure_once() -> None:
    of = counted()

    outcomes = at_once(lambda: measure(of), lambda: measure(of))

    assert outcomes == [None, None]
    assert of.measured() == FIGURES
    assert Response.objects.filter(assessment=of.assessment, side=Side.MEASURED).count() == 1
    assert AnswerRevision.objects.count() == Answer.objects.count() == 4
    assert Evidence.objects.filter(withdrawn_at__isnull=True).count() == 4


def test_whoever_hands_in_meanwhile_keeps_what_stood_or_all_of_the_new() -> None:
    of = counted()
    lead = of.lead.as_actor()
    submit_response(by=lead, response=response_of(of.assessment, Side.PROVIDER), now=NOW)
    evaluated = response_of(of.assessment, Side.EVALUATOR)

    outcomes = at_once(lambda: measure(of), lambda: submit_response(by=lead, response=evaluated, now=NOW))

    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert of.fresh.state == AssessmentState.SUBMITTED
    assert of.measured() in ({}, FIGURES)
    assert len(of.proofs()) == len(of.measured())


def test_another_choice_at_the_same_moment_is_counted_in_the_end() -> None:
    of = counted()
    lead, assessment = of.lead.as_actor(), of.fresh

    outcomes = at_once(
        lambda: measure(of),
        lambda: choose_scope(by=lead, assessment=assessment, scope=Scope(("QA",))),
    )
    work_off("providers.measure_roster", "assessments.measure")

    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert of.measured()["voluntary"] == 22.2
    assert len({each.roster_id for each in of.proofs()}) == 1
