"""What the trail and owed work call things: words that an auditor understands, and never an answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import store_scores, submit_response
from assessments.queries import compute, scoring_inputs
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from outsourcing.audit.naming import names_of
from outsourcing.jobs.actions import owe
from tests.assessments.factories import NOW, answered, assessment, response_of
from tests.people import client_of

pytestmark = pytest.mark.django_db


def test_the_trail_names_assessment_and_question_without_the_answer() -> None:
    response = response_of(assessment())
    answered(response, "bench", "no", note="Not on this contract.")

    page = client_of("auditor").get("/trail/").content.decode()

    assert "saved the answer <em>question 1.2 of People of Kaveri (Evaluator)</em>" in page
    assert "Not on this contract." not in page


def test_scorecards_and_submissions_are_named_by_their_assessment() -> None:
    assessed = assessment()
    submit_response(by=SYSTEM, response=response_of(assessed), now=NOW)
    computed = [compute(each) for each in scoring_inputs([assessed.pk])]
    store_scores(by=SYSTEM, computed=computed, now=NOW)

    page = client_of("auditor").get("/trail/").content.decode()

    assert "kept the scorecard <em>People of Kaveri</em>" in page
    assert "submitted the response of <em>People of Kaveri (Evaluator)</em>" in page


def test_owed_work_says_whose_score_it_is() -> None:
    assessed = assessment()
    owe("assessments.score", str(assessed.pk))

    page = client_of("administrator").get("/owed-work/").content.decode()

    assert '<span class="sub">People of Kaveri</span>' in page


def test_what_is_gone_or_unknown_keeps_the_name_it_had() -> None:
    assert (
        names_of([("assessments.answer", "999999"), ("tests.unknown", "7"), ("assessments.score", "x")]) == {}
    )


def test_many_events_are_named_in_a_fixed_number_of_reads() -> None:
    for _number in range(3):
        answered(response_of(assessment()), "pace", 4)
    events = [(event.object_type, event.object_id) for event in AuditEvent.objects.all()]
    names_of(events)

    with CaptureQueriesContext(connection) as reads:
        names_of(events)

    assert len(reads) == 2
