"""The consensus page of ten evaluators and a hundred questions: its queries, and its time beside a floor."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import actions
from assessments.domain.questionnaire import Perspective, Side
from assessments.models import Answer, AnswerState, Assessment, Question, Response, ResponseState
from outsourcing.accounts.models import User
from tests.assessments.factories import SCALE, assessment, question, section
from tests.benchmarks import floors
from tests.benchmarks.meter import costs_of, milliseconds, note, queries_of, statements
from tests.people import person, signed_in

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

EVALUATORS, QUESTIONS, MOST_QUERIES = 10, 100, 20
MOST_TIMES_BARE = 25


def rated(lead: User) -> Assessment:
    """Everybody rated everything; a third of the questions is disputed."""
    tens = [
        section(f"part-{part}", *(question(f"q{part}-{place}", SCALE) for place in range(10)))
        for part in range(QUESTIONS // 10)
    ]
    assessed = assessment(*tens, by=lead.as_actor())
    for number in range(EVALUATORS):
        one = person("evaluator", name=f"Evaluator {number}").as_actor()
        response = actions.ask_evaluator(
            by=lead.as_actor(), assessment=assessed, evaluator=one, now=timezone.now()
        )
        actions.declare_interest(by=one, response=response, conflict="", now=timezone.now())
        _rate(assessed, response, number)
    Response.objects.filter(assessment=assessed, side=Side.EVALUATOR).update(
        state=ResponseState.SUBMITTED, submitted_at=timezone.now(), receipt="0" * 64
    )
    actions.open_consensus(by=lead.as_actor(), assessment=assessed, now=timezone.now())
    return assessed


def _rate(assessed: Assessment, response: Response, number: int) -> None:
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question=asked,
            perspective=Perspective.OWN,
            state=AnswerState.ANSWERED,
            value=1 + (number + place) % 5 if place % 3 == 0 else 3 + (number + place) % 2,
            note="Seen during the tour; the list was complete.",
            saved_at=timezone.now(),
            saved_by_kind="user",
            saved_by_id="1",
            saved_by_name=response.party_name,
        )
        for place, asked in enumerate(Question.objects.filter(version=assessed.version_id))
    )


def test_ten_evaluators_of_a_hundred_questions_take_few_queries(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.benchmarks.floors"
    lead = person("procurement_lead")
    assessed = rated(lead)
    client = signed_in(lead)
    address = reverse("assessments:consensus", args=[assessed.pk])
    answer = client.get(address)
    with statements() as heard:
        client.get(address)
    floors.repeat(heard, len(answer.content))

    bare, page = costs_of([lambda: client.get("/floors/bare/"), lambda: client.get(address)], rounds=7)
    queries = len(queries_of(lambda: client.get(address)))

    note(f"consensus of {EVALUATORS} × {QUESTIONS}", f"{queries} queries", budget=str(MOST_QUERIES))
    times = page.processor / bare.processor
    floor = f"{milliseconds(bare.processor)}, bare view"
    note("its processor time", milliseconds(page.processor), floor=floor, ratio=times)
    note("the same, bytes", f"{len(answer.content) / 1000:.0f} kB")
    assert answer.status_code == 200
    assert answer.content.count(b"consensus-item") == QUESTIONS // 3 + 1
    assert queries <= MOST_QUERIES
    assert times <= MOST_TIMES_BARE
