"""The list, the page of one assessment, opening one, and handing it on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.actions import cancel_assessment, store_scores
from assessments.actions.panels.declaring import declare_interest
from assessments.models import Assessment, AssessmentState, Capability, Grant, Response
from assessments.queries import compute, scoring_inputs
from outsourcing.actors import SYSTEM
from tests.assessments import factories
from tests.assessments.pages.places import Filling, colleague, filling, text_of
from tests.people import client_of, person, signed_in

pytestmark = pytest.mark.django_db


def scored(place: Filling) -> None:
    given = scoring_inputs([place.assessment.pk])
    store_scores(by=SYSTEM, computed=[compute(each) for each in given], now=factories.NOW)


def overview(place: Filling, client: Client | None = None) -> str:
    return text_of((client or place.client).get(f"/assessments/{place.assessment.pk}/"))


def test_the_first_line_says_where_it_stands() -> None:
    place = filling()
    place.save("pace", "5")

    assert "1 of 3 answered; nothing submitted yet" in overview(place)
    place.client.post(f"{place.page}submit/")
    assert "1 of 3 answered; submitted by Marieke Kuipers on" in overview(place)


def test_the_score_is_shown_with_range_coverage_and_time() -> None:
    place = filling()
    place.save("pace", "5")
    scored(place)

    said = overview(place)

    assert "<b>100.0</b><span>of 100 so far, between 45.0 and 100.0 once complete</span>" in said
    assert "Answers to 45 % of the weight count." in said
    assert "Computed 23 Nov 2026, 14:02 · up to date" in said


def test_a_stale_score_says_so() -> None:
    place = filling()
    scored(place)

    place.save("pace", "5")

    assert "Out of date · computed 23 Nov 2026, 14:02, being recomputed" in overview(place)


def test_a_triggered_knockout_is_a_sentence() -> None:
    place = filling()
    place.save("bench", "no")
    scored(place)

    assert "Knock-out: There is no reserve." in overview(place)


def test_an_executive_reads_without_controls() -> None:
    place = filling()

    said = overview(place, client_of("executive"))

    assert "Hand it on" not in said
    assert "answering</a>" not in said


def test_a_stranger_learns_nothing() -> None:
    place = filling()
    stranger = client_of("procurement_lead")

    foreign = stranger.get(f"/assessments/{place.assessment.pk}/")
    missing = stranger.get("/assessments/999999/")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert place.assessment.title not in text_of(stranger.get("/assessments/"))


def test_it_is_handed_to_somebody_who_then_answers() -> None:
    place = filling()
    evaluator = person("evaluator")

    place.client.post(
        f"/assessments/{place.assessment.pk}/hand-over/", {"person": evaluator.pk, "capability": "answer"}
    )

    assert signed_in(evaluator).get(place.page).status_code == 200


def test_a_rater_is_asked_and_answers_alone() -> None:
    place = filling()
    evaluator = person("evaluator", name="Rana Smit")

    place.client.post(
        f"/assessments/{place.assessment.pk}/raters/", {"person": evaluator.pk, "side": "evaluator"}
    )

    own = Response.objects.get(party_name="Rana Smit")
    client = signed_in(evaluator)
    address = f"/assessments/{place.assessment.pk}/answer/{own.pk}/"
    assert client.get(address).headers["Location"] == f"/assessments/{place.assessment.pk}/declaration/"
    declare_interest(by=evaluator.as_actor(), response=own, conflict="", now=timezone.now())
    assert client.get(address).status_code == 200
    assert client.get(place.page).status_code == 404


def test_the_lead_sees_who_was_asked_and_has_not_submitted() -> None:
    place = filling()
    evaluator = person("evaluator", name="Rana Smit")
    place.client.post(
        f"/assessments/{place.assessment.pk}/raters/", {"person": evaluator.pk, "side": "evaluator"}
    )

    said = overview(place)

    assert "1 has not submitted" in said
    assert "Rana Smit" in said
    assert "not submitted yet" in said
    assert "Asked to answer alone" not in overview(place, signed_in(evaluator))


def test_a_refused_form_keeps_what_was_chosen() -> None:
    place = filling()

    reply = place.client.post(
        f"/assessments/{place.assessment.pk}/hand-over/", {"person": "", "capability": "read"}
    )

    assert reply.status_code == 422
    assert '<option value="read" selected>' in text_of(reply)
    assert Grant.objects.count() == 2


@pytest.mark.parametrize("page", ["hand-over", "raters", "cancel"])
def test_only_its_manager_decides(page: str) -> None:
    reader = colleague(filling(), Capability.READ)

    assert reader.client.post(f"/assessments/{reader.assessment.pk}/{page}/", {}).status_code == 404


def test_cancelling_needs_a_reason_and_keeps_it() -> None:
    place = filling()
    address = f"/assessments/{place.assessment.pk}/cancel/"

    assert place.client.post(address, {"reason": ""}).status_code == 422
    place.client.post(address, {"reason": "The need is gone."})

    assert Assessment.objects.get().state == AssessmentState.CANCELLED
    assert "The need is gone." in overview(place)


def test_the_list_is_narrowed_by_state_and_checklist() -> None:
    place = filling()
    other = factories.assessment(by=place.lead.as_actor())
    cancel_assessment(by=SYSTEM, assessment=other, reason="Twice.", now=factories.NOW)
    Assessment.objects.filter(pk=other.pk).update(title="Another one")

    def shown(query: str) -> tuple[bool, bool]:
        said = text_of(place.client.get(f"/assessments/{query}"))
        return f">{place.assessment.title}</a>" in said, ">Another one</a>" in said

    assert shown("") == (True, True)
    assert shown("?state=open") == (True, False)
    assert shown(f"?template={other.version.template.key}") == (False, True)
    assert shown("?text=another") == (False, True)


def test_mine_are_those_i_answer() -> None:
    place = filling()
    reader = colleague(place, Capability.READ)

    def shown(client: Client) -> bool:
        return place.assessment.title in text_of(client.get("/assessments/?who=mine"))

    assert (shown(place.client), shown(reader.client)) == (True, False)


def test_the_list_takes_as_many_queries_for_three_as_for_one() -> None:
    place = filling()
    one = _counted(lambda: place.client.get("/assessments/"))
    for _ in range(2):
        factories.assessment(by=place.lead.as_actor(), version=place.assessment.version)

    assert _counted(lambda: place.client.get("/assessments/")) == one


def test_opening_names_it_after_checklist_and_subject() -> None:
    lead = person("procurement_lead")
    version = factories.published(key="people")
    provider = factories.subject("Kaveri Research").provider
    assert provider is not None

    reply = signed_in(lead).post("/assessments/new/", {"version": version.pk, "subject": provider.pk})

    opened = Assessment.objects.get()
    assert reply["Location"] == f"/assessments/{opened.pk}/"
    assert (opened.title, opened.subject.provider) == ("People: Kaveri Research", provider)


def test_opening_about_ourselves() -> None:
    version = factories.published()

    client_of("procurement_lead").post("/assessments/new/", {"version": version.pk, "subject": "ourselves"})

    assert Assessment.objects.get().subject.kind == "ourselves"


def test_a_day_that_has_passed_is_refused_and_everything_typed_is_kept() -> None:
    version = factories.published()
    past = (timezone.localdate() - timedelta(days=1)).isoformat()
    sent = {"version": version.pk, "subject": "ourselves", "title": "Are we ready?", "due_on": past}

    said = text_of(client_of("procurement_lead").post("/assessments/new/", sent))

    assert "This day has passed. Give today or a later one." in said
    assert 'value="Are we ready?"' in said
    assert not Assessment.objects.exists()


def test_who_may_not_open_is_stopped_at_the_door() -> None:
    assert client_of("evaluator").get("/assessments/new/").status_code == 403


def _counted(ask: Callable[[], object]) -> int:
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)
