"""Who rates alone, of which sections, and what becomes of the ratings of whoever leaves."""

import pytest

from assessments import actions
from assessments.actions import Refused, ResponseClosed
from assessments.domain.questionnaire import Side
from assessments.models import Answer, AnswerRevision, Grant, Response, SettingAside
from assessments.queries import (
    answerable_question,
    answerable_responses,
    filling_page,
    live_score,
    progress_for,
    readable_answers,
    readable_responses,
    scorecards_told,
    visible_assessments,
)
from assessments.queries.panels import panel_of
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import NOW, answered, assessment, response_of
from tests.assessments.panels.panels import ask, panel, rate, rated
from tests.people import person

pytestmark = pytest.mark.django_db


def test_an_empty_common_rating_makes_room_for_those_who_rate_alone() -> None:
    table = panel(raters=2)

    sides = list(Response.objects.filter(assessment=table.assessment).values_list("side", "party"))
    assert sorted(sides) == sorted([("evaluator", f"user-{one.pk}") for one in table.raters])
    assert AuditEvent.objects.filter(action="panel.asked").count() == 2


def test_what_was_rated_together_stays_one_rating_until_somebody_takes_it_out() -> None:
    lead = person("procurement_lead").as_actor()
    assessed = assessment(by=lead)
    answered(response_of(assessed), "pace", 4)

    ask(assessed, lead, person("evaluator"))

    found = panel_of(lead, assessed)
    assert found is not None
    assert found.together == response_of(assessed)
    actions.set_evaluator_aside(by=lead, response=response_of(assessed), reason="Each alone.", now=NOW)
    assert {one.key: one.value for one in live_score(assessed).questions}["pace"] is None


def test_an_evaluator_with_sections_sees_and_is_asked_just_those() -> None:
    table = panel(raters=1, asked=["leaders"])
    rating, actor = table.rating(0), table.actor(0)
    actions.declare_interest(by=actor, response=rating, conflict="", now=NOW)

    page = filling_page(actor, table.rating(0))

    assert [section.key for section in page.sections] == ["leaders"]
    assert progress_for([table.rating(0)])[rating.pk].asked == 1
    assert answerable_question(actor, rating, "story") is not None
    assert answerable_question(actor, rating, "pace") is None
    parts = list(Grant.objects.filter(response=rating).values_list("section__key", flat=True))
    assert parts == ["leaders"]


def test_what_others_gave_in_other_sections_is_not_read() -> None:
    table = panel(raters=1)
    lone = person("evaluator", name="Only leaders")
    ask(table.assessment, table.lead, lone, ["leaders"])
    rate(table, 0, {"pace": 4, "story": 3})
    own = answerable_responses(lone.as_actor())
    response = Response.objects.get(party=f"user-{lone.pk}")
    actions.declare_interest(by=lone.as_actor(), response=response, conflict="", now=NOW)
    actions.submit_response(by=lone.as_actor(), response=response, now=NOW)

    told = readable_answers(lone.as_actor(), table.assessment)

    assert own.count() == 1
    assert {answer.question.key for answer in told} == {"story"}


def test_a_section_of_another_checklist_is_refused() -> None:
    with pytest.raises(Refused, match="not in this checklist"):
        panel(raters=1, asked=["leaders", "foreign"])


def test_a_panel_names_the_sections_that_nobody_is_asked_of() -> None:
    table = panel(raters=2, asked=["leaders"])

    found = panel_of(table.lead, table.assessment)

    assert found is not None
    assert found.uncovered == ("Recruiting",)
    assert panel_of(table.actor(0), table.assessment) is None


def test_the_manager_sees_who_began_and_who_submitted() -> None:
    table = panel(raters=3)
    rate(table, 0, {"pace": 4})
    rate(table, 1, {"pace": 2}, submit=False)

    found = panel_of(table.lead, table.assessment)

    assert found is not None
    assert [(one.has_begun, one.is_waiting) for one in found.evaluators] == [
        (True, False),
        (True, True),
        (False, True),
    ]


def test_ratings_stay_hidden_until_ones_own_is_submitted() -> None:
    table = panel(raters=2)
    rate(table, 0, {"pace": 5, "bench": "yes"})
    rate(table, 1, {"pace": 1}, submit=False)
    other = table.actor(1)

    assert list(readable_responses(other)) == [table.rating(1)]
    assert not readable_answers(other, table.assessment).exclude(response=table.rating(1)).exists()
    actions.submit_response(by=other, response=table.rating(1), now=NOW)
    assert readable_responses(other).count() == 2


def test_no_score_tells_what_others_gave_before_ones_own_is_submitted() -> None:
    table = panel(raters=2)
    rate(table, 0, {"pace": 5, "bench": "yes"})
    rate(table, 1, {"pace": 1}, submit=False)

    whole = live_score(table.assessment)
    shown = filling_page(table.actor(1), table.rating(1)).score
    told = scorecards_told(table.actor(1), [table.assessment.pk])[table.assessment.pk]

    assert {question.key: question.value for question in whole.questions}["pace"] == 0.5
    assert {question.key: question.value for question in shown.questions}["pace"] == 0.0
    assert {question.key: question.value for question in shown.questions}["bench"] is None
    assert (told.is_withheld, told.observed, told.digest) == (True, None, "")
    actions.submit_response(by=table.actor(1), response=table.rating(1), now=NOW)
    assert not scorecards_told(table.actor(1), [table.assessment.pk])[table.assessment.pk].is_withheld


def test_whoever_is_taken_out_leaves_the_score_and_stays_in_the_history() -> None:
    table = rated({"pace": 5, "bench": "yes"}, {"pace": 1, "bench": "yes"})
    rating = table.rating(1)

    actions.set_evaluator_aside(by=table.lead, response=rating, reason="Moved to the provider.", now=NOW)

    assert {one.key: one.value for one in live_score(table.assessment).questions}["pace"] == 1.0
    assert Answer.including_sealed.filter(response=rating).count() == 2
    assert AnswerRevision.objects.filter(answer__response=rating).count() == 2
    assert not visible_assessments(table.actor(1)).exists()
    assert SettingAside.objects.get(response=rating).reason == "Moved to the provider."
    found = panel_of(table.lead, table.assessment)
    assert found is not None
    assert [one.response.party_name for one in found.aside] == ["Evaluator B"]


def test_taking_out_the_last_who_is_waited_for_submits_the_assessment() -> None:
    table = panel(raters=2)
    rate(table, 0, {"pace": 5})

    actions.set_evaluator_aside(by=table.lead, response=table.rating(1), reason="On leave.", now=NOW)

    table.assessment.refresh_from_db()
    assert table.assessment.state == "submitted"


def test_once_nobody_rates_alone_the_common_rating_comes_back() -> None:
    table = panel(raters=1)

    actions.set_evaluator_aside(by=table.lead, response=table.rating(0), reason="On leave.", now=NOW)

    assert response_of(table.assessment, Side.EVALUATOR).party == ""
    table.assessment.refresh_from_db()
    assert table.assessment.state == "open"


def test_taking_out_needs_a_reason_and_happens_once() -> None:
    table = rated({"pace": 5}, {"pace": 1})

    with pytest.raises(Refused, match="Say why"):
        actions.set_evaluator_aside(by=table.lead, response=table.rating(1), reason=" ", now=NOW)
    for _twice in range(2):
        actions.set_evaluator_aside(by=table.lead, response=table.rating(1), reason="Left.", now=NOW)
    assert SettingAside.objects.filter(response=table.rating(1)).count() == 1


def test_whoever_was_taken_out_meanwhile_saves_nothing_more() -> None:
    table = panel(raters=2)
    rate(table, 0, {"pace": 5}, submit=False)
    stale = table.rating(0)
    actions.set_evaluator_aside(by=table.lead, response=table.rating(0), reason="Left.", now=NOW)

    with pytest.raises(ResponseClosed, match="taken out of the panel"):
        answered(stale, "bench", "yes", by=table.actor(0))


def test_whoever_is_asked_again_comes_back_with_what_they_rated_and_declared() -> None:
    table = rated({"pace": 5}, {"pace": 1})
    actions.set_evaluator_aside(by=table.lead, response=table.rating(1), reason="By mistake.", now=NOW)

    ask(table.assessment, table.lead, table.raters[1])

    assert {one.key: one.value for one in live_score(table.assessment).questions}["pace"] == 0.5
    assert table.rating(1).admission == "open"
    assert answerable_responses(table.actor(1)).count() == 1


def test_somebody_may_manage_and_rate_and_is_as_blind_as_the_others() -> None:
    table = panel(raters=1)
    ask(table.assessment, table.lead, table.manager)
    rate(table, 0, {"pace": 5})
    own = Response.objects.get(party=f"user-{table.manager.pk}")

    assert not readable_responses(table.lead).exists()
    actions.declare_interest(by=table.lead, response=own, conflict="", now=NOW)
    assert list(readable_responses(table.lead)) == [own]
    actions.submit_response(by=table.lead, response=own, now=NOW)
    assert readable_responses(table.lead).count() == 2


def test_an_evaluator_of_another_assessment_sees_nothing_here() -> None:
    here, there = panel(raters=1), rated({"pace": 5})

    assert not visible_assessments(here.actor(0)).filter(pk=there.assessment.pk).exists()
    assert not readable_responses(here.actor(0)).filter(assessment=there.assessment).exists()


def test_a_second_submission_changes_nothing() -> None:
    table = rated({"pace": 5}, {"pace": 1})
    before = table.rating(0).receipt

    again = actions.submit_response(by=table.actor(0), response=table.rating(0), now=NOW)

    assert again.receipt == before
