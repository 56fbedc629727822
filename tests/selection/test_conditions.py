"""What critical gaps miss stands on the board as conditions; no score, rank or state is touched by it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.actions.preparing import prepare_assessment
from assessments.domain.questionnaire import Perspective
from assessments.models import Answer, Assessment, Response
from outsourcing.actors import SYSTEM
from selection.actions import add_member
from selection.models import MemberRole, Standing
from selection.queries.board import board_of
from tests.assessments.preparing.world import FORM, TRY, WALK, WRITE
from tests.people import client_of, signed_in
from tests.selection.conditional import Compared, compared, project
from tests.selection.factories import NOW, ranking, work_off

pytestmark = pytest.mark.django_db


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def pages(of: Compared) -> tuple[str, str]:
    client = signed_in(of.of.lead)
    return said(client, of.board), said(client, of.why)


def reread(of: Compared) -> None:
    """Hold the gaps against the table again, as the job does."""
    prepare_assessment(by=SYSTEM, assessment_id=of.six.assessment.pk, now=NOW)


def test_an_unprepared_critical_gap_makes_a_choice_conditional_in_words() -> None:
    of = compared()

    board, why = pages(of)

    assert "Choosing it is conditional: 4 preparations for critical gaps are missing." in board
    assert f"Conditional, 1 of 7 prepared. Missing: {WRITE}; and 3 more" in board
    assert f'href="{of.page}"' in board
    assert "Culture: both sides are silent alike (“read the situation”), which is no strength" in board
    assert "prepared 14 %, 1 of 7" in board
    assert "On these conditions" in why
    for title in (WRITE, TRY, WALK, FORM):
        assert title in why
    assert "nobody is refused for a gap" in why


def test_what_is_done_is_a_condition_no_more_and_moves_neither_score_nor_rank() -> None:
    of = compared()
    before = ranking(of.of)["Kaveri Research"]

    of.done(WRITE, TRY, WALK)
    board, _why = pages(of)
    assert "Choosing it is conditional: one preparation for a critical gap is missing." in board
    assert f"Conditional, 4 of 7 prepared. Missing: {FORM}" in board
    of.done(FORM)
    board, why = pages(of)

    assert "conditional" not in board.lower()
    assert "Culture: prepared 71 %, 5 of 7" in board
    assert "On these conditions" not in why
    work_off()
    after = ranking(of.of)["Kaveri Research"]
    assert after == before
    assert (after.rank, after.status) == (1, "eligible")


def test_a_critical_gap_for_which_nothing_is_planned_is_a_condition_too() -> None:
    of = compared()
    of.six.assessment.preparations.filter(question_key="words").delete()
    figures = of.six.assessment.preparedness
    figures.told = {"unplanned": ["Explicit or implicit communication"]}
    figures.save()

    board, _why = pages(of)

    assert "Missing: something to do about: Explicit or implicit communication" in board


def test_a_close_match_still_says_that_similar_is_not_prepared() -> None:
    of = compared()
    own = Answer.objects.filter(perspective=Perspective.OWN)
    own.filter(response__in=[response for _user, response in of.six.ours], question__key="words").update(
        value=5
    )
    own.filter(question__key="news").update(value=1)
    reread(of)

    board, _why = pages(of)

    assert "Culture: a close match; similar is not the same as prepared" in board
    assert "conditional" not in board.lower()


def test_a_material_gap_is_a_quieter_word() -> None:
    of = compared()
    Answer.objects.filter(
        response__in=[response for _user, response in of.six.ours],
        perspective=Perspective.OWN,
        question__key="words",
    ).update(value=3)
    reread(of)

    board, _why = pages(of)

    assert "Culture: a material gap is not prepared" in board
    assert "conditional" not in board.lower()


def test_whoever_still_rates_alone_sees_nothing_of_it_and_who_reads_all_does() -> None:
    of = compared()
    user, response = of.six.ours[0]
    Response.objects.filter(pk=response.pk).update(state="draft", submitted_at=None, receipt="")
    seen = board_of(user.as_actor(), of.of.project.pk)
    assert seen is None, "not on the project"

    add_member(by=of.of.lead.as_actor(), project=of.of.project, user=user, role=MemberRole.EVALUATOR)

    text = said(signed_in(user), of.board)

    assert "conditional" not in text.lower()
    assert "silent alike" not in text
    assert "prepared 14" not in text
    assert "Conditional, 1 of 7 prepared." in said(client_of("executive"), of.board)


def test_behind_an_alias_nothing_of_it_is_told() -> None:
    of = compared()
    user, _response = of.six.ours[0]

    add_member(by=of.of.lead.as_actor(), project=of.of.project, user=user, role=MemberRole.EVALUATOR)
    Assessment.objects.filter(pk=of.six.assessment.pk).update(names_hidden=True, alias="Provider K72")

    assert "conditional" not in said(signed_in(user), of.board).lower()


def test_a_provider_that_is_out_has_no_conditions() -> None:
    of = compared()

    standing = Standing.objects.get(project=of.of.project, is_current=True)
    standing.rows[0]["status"] = "excluded"
    standing.rows[0]["rank"] = None
    Standing.objects.filter(pk=standing.pk).update(rows=standing.rows)

    board, why = pages(of)

    assert "Conditional" not in board
    assert "On these conditions" not in why


def test_the_board_asks_as_much_for_many_as_for_one() -> None:
    of = compared()
    actor = of.of.lead.as_actor()
    with CaptureQueriesContext(connection) as one:
        board_of(actor, of.of.project.pk)
    for number in range(3):
        compared(of.of, f"Provider {number}")

    with CaptureQueriesContext(connection) as many:
        board_of(actor, of.of.project.pk)

    assert len(one) == len(many) <= 10
    client = signed_in(of.of.lead)
    with CaptureQueriesContext(connection) as page:
        client.get(of.board)
    assert len(page) <= 15


def test_without_raters_nothing_is_said() -> None:
    of = compared(project(), rated=False)

    board, _why = pages(of)

    assert "Culture: prepared" not in board
    assert "close match" not in board
