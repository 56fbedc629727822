"""What the latest roster measures stands in the open assessments of its provider, and follows it."""

from datetime import date

import pytest

from assessments.actions import cancel_assessment, reopen_response, submit_response
from assessments.actions.measuring import choose_scope, measure_assessment, measure_provider
from assessments.actions.moving import move_assessment
from assessments.actions.refusals import Refused
from assessments.domain.questionnaire import Side
from assessments.models import Answer, AnswerState, AssessmentState, Response, TemplateVersion
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork, WorkState
from providers.domain.attrition.measures import Scope
from tests.assessments.factories import NOW, answered, published, question, response_of, section
from tests.assessments.measured.measuring import (
    BOTH,
    SHARE,
    SIDES,
    Measuring,
    asked,
    measuring,
    roster,
    staff,
    taken_back,
    work_off,
)

pytestmark = pytest.mark.django_db
# Of 80 people 8 resigned and 4 were dismissed in the middle of the year: 68 + 12 / 2 = 74 person-years.
EVERYBODY = {"handed": "yes", "voluntary": 10.8, "total": 16.2, "service": 6}
LATER = date(2026, 9, 30)


def hand_in(of: Measuring) -> None:
    for side in SIDES:
        submit_response(by=of.lead.as_actor(), response=response_of(of.assessment, side), now=NOW)


def move(of: Measuring, version: TemplateVersion) -> None:
    move_assessment(by=of.lead.as_actor(), assessment=of.fresh, version=version, now=NOW)
    work_off()


def test_each_question_is_answered_with_the_roster_as_its_proof() -> None:
    of = measuring()

    made = roster(of.provider)

    assert of.measured() == EVERYBODY
    proofs = of.proofs()
    assert [each.question.key for each in proofs] == ["handed", "voluntary", "total", "service"]
    assert {(each.roster_id, each.grade, each.valid_until) for each in proofs} == {
        (made.pk, "document", date(2026, 10, 31))
    }
    assert [each.note.replace("\xa0", " ") for each in proofs][:2] == [
        "Roster of 30 Jun 2026: 80 employments by function and length of service.",
        "Roster of 30 Jun 2026, all functions: 8 left of their own will in 74.0 person-years. "
        "95 % interval 4.7–21.3 %.",
    ]


def test_an_assessment_that_opens_after_the_roster_is_measured_too() -> None:
    first = measuring()
    roster(first.provider)

    second = measuring(of=first.provider, by=first.lead)
    work_off()

    assert second.measured() == EVERYBODY


def test_measuring_again_changes_nothing() -> None:
    of = measuring()
    roster(of.provider)
    before = (Answer.objects.count(), AuditEvent.objects.count(), of.fresh.input_version)

    measure_provider(provider_id=of.provider.pk, now=NOW)
    measure_provider(provider_id=of.provider.pk, now=NOW)

    assert (Answer.objects.count(), AuditEvent.objects.count(), of.fresh.input_version) == before


def test_a_later_roster_takes_the_place_of_the_earlier_and_proves_in_its_stead() -> None:
    of = measuring()
    first = roster(of.provider)

    second = roster(of.provider, staff(resigned=16), LATER)

    assert of.measured()["voluntary"] == 24.6
    assert {each.roster_id for each in of.proofs()} == {second.pk}
    taken = of.proofs(standing=False)
    assert {each.roster_id for each in taken} == {first.pk}
    assert {each.withdrawn_reason for each in taken} == {
        "Another roster, or another choice of people, counts now."
    }


def test_an_earlier_day_does_not_replace_a_later_one() -> None:
    of = measuring()
    latest = roster(of.provider)

    roster(of.provider, staff(resigned=16), date(2026, 3, 31))

    assert of.measured() == EVERYBODY
    assert {each.roster_id for each in of.proofs()} == {latest.pk}


def test_when_the_last_roster_is_withdrawn_nothing_is_measured() -> None:
    of = measuring()
    made = roster(of.provider)

    taken_back(made)

    assert of.measured() == {}
    assert of.proofs() == []
    assert set(Answer.objects.values_list("state", flat=True)) == {AnswerState.CLEARED}
    assert {each.withdrawn_reason for each in of.proofs(standing=False)} == {
        "No roster measures this any more."
    }


def test_when_the_latest_is_withdrawn_the_one_before_counts_again() -> None:
    of = measuring()
    first = roster(of.provider)
    second = roster(of.provider, staff(resigned=16), LATER)

    taken_back(second)

    assert of.measured() == EVERYBODY
    assert {each.roster_id for each in of.proofs()} == {first.pk}


def test_functions_and_sites_in_scope_are_counted_alone() -> None:
    of = measuring()
    roster(of.provider)

    choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("QA",), ("Brno",)))
    work_off()

    # QA: 8 of 36 person-years; Brno: 4 of 38.
    assert (of.measured()["voluntary"], of.measured()["total"]) == (22.2, 10.5)
    assert [each.note.split(":")[0] for each in of.proofs()] == [
        "Roster of 30 Jun 2026",
        "Roster of 30 Jun 2026, functions in scope",
        "Roster of 30 Jun 2026, sites in scope",
        "Roster of 30 Jun 2026, functions in scope",
    ]


def test_the_same_choice_again_leaves_no_event_and_owes_nothing() -> None:
    of = measuring()
    roster(of.provider)
    lead = of.lead.as_actor()
    choose_scope(by=lead, assessment=of.fresh, scope=Scope(("QA", "Coding")))
    work_off()

    choose_scope(by=lead, assessment=of.fresh, scope=Scope(("Coding", "QA")))

    assert AuditEvent.objects.filter(action="assessment.scope_chosen").count() == 1
    assert not OwedWork.objects.filter(task="assessments.measure", state=WorkState.QUEUED).exists()


def test_nothing_is_told_of_fewer_than_five_people() -> None:
    of = measuring()
    roster(of.provider, [*staff(), *(("P-1", "Payroll", "Pune", "", "2021-01-04", "", ""),)])

    choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("Payroll",)))
    work_off()

    assert set(of.measured()) == {"handed", "total"}


def test_names_that_the_roster_does_not_know_measure_nothing() -> None:
    of = measuring()
    roster(of.provider)

    choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("Statistics",)))
    work_off()

    assert set(of.measured()) == {"handed", "total"}


def test_what_is_handed_in_keeps_its_figures_until_it_is_reopened() -> None:
    of = measuring()
    roster(of.provider)
    hand_in(of)

    roster(of.provider, staff(resigned=16), LATER)

    assert of.fresh.state == AssessmentState.SUBMITTED
    assert of.measured() == EVERYBODY

    response = response_of(of.assessment, Side.EVALUATOR)
    reopen_response(by=of.lead.as_actor(), response=response, reason="A newer list came.", now=NOW)
    work_off()

    assert of.measured()["voluntary"] == 24.6


def test_what_is_handed_in_or_cancelled_takes_no_other_choice() -> None:
    of = measuring()
    hand_in(of)

    with pytest.raises(Refused, match="closed"):
        choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("QA",)))

    assert of.fresh.functions_in_scope == []


def test_what_is_cancelled_is_left_alone() -> None:
    of = measuring()
    cancel_assessment(by=of.lead.as_actor(), assessment=of.assessment, reason="Not needed.", now=NOW)

    roster(of.provider)
    measure_assessment(assessment_id=of.assessment.pk, now=NOW)

    assert not Response.objects.filter(side=Side.MEASURED).exists()


def test_an_assessment_that_moves_is_measured_by_what_its_new_version_asks() -> None:
    sides = ["evaluator", "provider"]
    plain = published(
        section("all", question("voluntary", SHARE, sides=BOTH)), key="people-moved", opening_sides=sides
    )
    of = measuring(version=plain)
    roster(of.provider)
    assert of.measured() == {}

    marked = section("all", asked("voluntary", SHARE, "voluntary_year"))
    move(of, published(marked, key="people-moved", opening_sides=sides))
    assert of.measured() == {"voluntary": 10.8}

    without = section("all", question("pace", sides=BOTH))
    move(of, published(without, key="people-moved", opening_sides=sides))
    assert of.proofs() == []
    assert len(of.proofs(standing=False)) == 1


def test_it_counts_before_what_people_say() -> None:
    of = measuring()
    answered(response_of(of.assessment, Side.EVALUATOR), "voluntary", 9, by=of.lead.as_actor())
    roster(of.provider)

    assert of.measured()["voluntary"] == 10.8
    assert answered(
        response_of(of.assessment, Side.EVALUATOR), "voluntary", 8, by=of.lead.as_actor(), expected=1
    ).changed


def test_the_rosters_of_others_measure_nothing_here() -> None:
    of, other = measuring(), measuring("Meridian Clinical")

    roster(other.provider)

    assert of.measured() == {}
    assert other.measured() == EVERYBODY
