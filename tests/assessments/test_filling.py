"""The page on which a response is filled: its rows, its progress, and few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from assessments.domain.questionnaire import Perspective, Side
from assessments.models import AnswerState
from assessments.queries import Progress, answer_history, filling_page, progress_for
from tests.assessments.factories import (
    LATER,
    MIRROR,
    NOW,
    TEXT,
    YES_NO,
    answered,
    assessment,
    question,
    question_of,
    response_of,
    section,
    someone,
)

pytestmark = pytest.mark.django_db


def test_rows_carry_numbers_shares_answers_and_what_counts_as_proof() -> None:
    mara = someone("Mara Keller")
    assessed = assessment(
        section("recruiting", question("pace", weight=3, proof="dated records"), question("bench", YES_NO)),
        by=mara,
    )
    answered(response_of(assessed), "pace", 4, by=mara, note="Seen.")

    page = filling_page(mara, response_of(assessed))

    pace, bench = page.sections[0].rows
    assert (pace.number, pace.question.proof, pace.share) == ("1.1", "dated records", 0.75)
    assert (pace.own.value, pace.own.note, pace.own.row_version) == (4, "Seen.", 1)
    assert (pace.own.saved_at, pace.own.saved_by_name) == (NOW, "Mara Keller")
    assert (bench.own.row_version, bench.own.state, bench.own.is_given) == (0, None, False)
    assert page.progress == Progress(1, 2)
    assert page.score.low == pytest.approx(0.5625)


def test_a_side_sees_the_questions_it_is_asked_and_the_number_they_have_for_all() -> None:
    mara = someone()
    assessed = assessment(by=mara, opening_sides=["evaluator", "provider"])

    page = filling_page(mara, response_of(assessed, Side.PROVIDER))

    assert [(part.number, [row.number for row in part.rows]) for part in page.sections] == [(2, ["2.1"])]


def test_who_rates_a_text_sees_what_was_written() -> None:
    mara = someone()
    assessed = assessment(
        section("leaders", question("story", TEXT, sides=["provider"])),
        by=mara,
        opening_sides=["provider", "evaluator"],
    )
    answered(response_of(assessed, Side.PROVIDER), "story", "Two leaders left in May.")

    row = filling_page(mara, response_of(assessed)).sections[0].rows[0]

    assert [(other.side, other.value) for other in row.others] == [
        (Side.PROVIDER, "Two leaders left in May.")
    ]


def test_a_mirror_has_two_answers_and_counts_once() -> None:
    mara = someone()
    assessed = assessment(section("ways", question("candour", MIRROR)), by=mara, opening_sides=["sponsor"])
    response = response_of(assessed, Side.SPONSOR)
    answered(response, "candour", 5, perspective=Perspective.OTHER)

    page = filling_page(mara, response)

    assert [answer.value for answer in page.sections[0].rows[0].answers] == [None, 5]
    assert page.progress == Progress(0, 1)


def test_a_question_hidden_by_its_condition_is_not_asked() -> None:
    condition = {"question_key": "bench", "rule": "equals", "operand": "yes"}
    mara = someone()
    assessed = assessment(
        section("recruiting", question("bench", YES_NO), question("size", condition=condition)), by=mara
    )
    answered(response_of(assessed), "bench", "no")

    page = filling_page(mara, response_of(assessed))

    assert [row.is_hidden for row in page.sections[0].rows] == [False, True]
    assert page.progress == Progress(1, 1)


def test_a_hundred_questions_take_as_many_queries_as_two() -> None:
    mara = someone()
    taken = []
    for number in (2, 100):
        rows = [question(f"q{place}") for place in range(number)]
        assessed = assessment(section("all", *rows), by=mara)
        response = response_of(assessed)
        for place in range(0, number, 2):
            answered(response, f"q{place}", 3)
        with CaptureQueriesContext(connection) as queries:
            page = filling_page(mara, response_of(assessed))
        taken.append(len(queries))
        assert page.progress == Progress(number // 2, number)

    assert taken[0] == taken[1] <= 15


def test_progress_of_many_responses_takes_one_query_more_than_the_checklists(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assessed = assessment(opening_sides=["evaluator", "provider"])
    mine, theirs = response_of(assessed), response_of(assessed, Side.PROVIDER)
    answered(mine, "pace", 4)

    with django_assert_num_queries(1):
        progress = progress_for([mine, theirs])

    assert progress == {mine.pk: Progress(1, 3), theirs.pk: Progress(0, 1)}


def test_the_history_of_an_answer_names_who_said_what_newest_first() -> None:
    mara = someone("Mara Keller")
    assessed = assessment(by=mara)
    response = response_of(assessed)
    answered(response, "pace", 4, by=mara)
    answered(response, "pace", 2, by=someone("Jonas Ott"), expected=1, now=LATER)

    history = answer_history(mara, response, question_of(assessed, "pace"))

    assert [(row.row_version, row.value, row.saved_by_name, row.saved_at) for row in history] == [
        (2, 2, "Jonas Ott", LATER),
        (1, 4, "Mara Keller", NOW),
    ]
    assert history[0].state == AnswerState.ANSWERED
