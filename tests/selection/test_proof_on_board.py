"""Expired proof is a flag of the board; what proof supports stands beside each score, never in the fit."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.domain.questionnaire import Side
from assessments.models import Assessment
from selection.models import Candidacy
from tests.assessments.factories import question_of, response_of
from tests.assessments.proof.proofs import attach
from tests.files import samples
from tests.people import signed_in
from tests.selection.factories import World, assessment_of, candidate, work_off, world

pytestmark = pytest.mark.django_db


def compared() -> tuple[World, Candidacy, Assessment]:
    """A candidate whose culture was answered."""
    of = world()
    added = candidate(of, "Kaveri Research", {"culture": {"news": 4}})
    work_off()
    return of, added, assessment_of(added, "culture")


def prove(of: World, assessed: Assessment, valid_until: date | None = None) -> None:
    response, asked = response_of(assessed, Side.EVALUATOR), question_of(assessed, "news")
    attach(of.lead.as_actor(), response, asked, content=samples.pdf(), valid_until=valid_until)
    work_off()


def pages(of: World, added: Candidacy) -> tuple[str, str]:
    client = signed_in(of.lead)
    board, why = f"/projects/{of.project.pk}/board/", f"/projects/{of.project.pk}/board/{added.pk}/"
    return tuple(" ".join(client.get(each).content.decode().split()) for each in (board, why))  # type: ignore[return-value]


def test_expired_proof_is_a_sentence_that_leads_to_the_list() -> None:
    of, added, assessed = compared()
    prove(of, assessed, valid_until=timezone.localdate() - timedelta(days=1))

    for said in pages(of, added):
        assert "the proof of 1 answer has expired" in said
        assert f'href="/assessments/{assessed.pk}/proof/"' in said


def test_valid_proof_is_no_flag_and_stands_beside_the_score() -> None:
    of, added, assessed = compared()
    before = pages(of, added)
    assert "supported by proof" not in before[0]

    prove(of, assessed, valid_until=timezone.localdate())
    board, why = pages(of, added)

    assert "has expired" not in board + why
    assert "60 % supported by proof, adjusted" in board
    assert ">60 %</a>" in why
