"""What is refused when an answer is saved, with the field and the reason; nothing is kept of it."""

import pytest

from assessments.actions import AnswerRefused, SavedAnswer, save_answer
from assessments.domain.questionnaire import Perspective, Side
from assessments.models import Answer, AnswerState, Assessment
from tests.assessments.factories import (
    MIRROR,
    NOTE,
    NOW,
    answered,
    assessment,
    question,
    question_of,
    response_of,
    section,
    someone,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("pace", "6", "Choose a level from 1 to 5."),
        ("pace", "nan", "Give a number that can be counted with."),
        ("pace", "", "There is no answer yet. Give one, or leave the question open."),
        ("bench", "maybe", "Choose one of the answers offered."),
    ],
)
def test_a_value_its_question_does_not_take_is_refused_in_words(key: str, value: str, reason: str) -> None:
    assessed = assessment()

    with pytest.raises(AnswerRefused) as refused:
        answered(response_of(assessed), key, value)

    assert (refused.value.field, refused.value.reason) == ("value", reason)
    assert not Answer.objects.exists()
    assessed.refresh_from_db()
    assert assessed.input_version == 1


def test_a_text_and_a_note_of_20_000_characters_fit_and_longer_ones_are_refused() -> None:
    response = response_of(assessment(section("free", question("words", NOTE, 0), question("pace"))))
    answered(response, "words", "x" * 20_000, note="y" * 20_000)

    with pytest.raises(AnswerRefused) as text:
        answered(response, "words", "x" * 20_001, expected=1)
    with pytest.raises(AnswerRefused) as note:
        answered(response, "words", "x", expected=1, note="y" * 20_001)

    assert (text.value.field, note.value.field) == ("value", "note")
    assert "20001 characters" in note.value.reason


def test_not_applicable_keeps_its_reason() -> None:
    assessed = assessment()
    saved = not_applicable(assessed, "pace", "They hire nobody for us.")

    assert (saved.state, saved.value, saved.reason) == (
        AnswerState.NOT_APPLICABLE,
        None,
        "They hire nobody for us.",
    )


def test_not_applicable_is_refused_without_reason_on_knockouts_and_where_it_is_not_allowed() -> None:
    assessed = assessment(
        section(
            "recruiting",
            question("pace"),
            question(
                "bench", knockout={"rule": "at_most", "operand": 1, "applies": "always", "sentence": "No."}
            ),
            question("must", not_applicable_allowed=False),
        )
    )
    codes = []
    for key, reason in (("pace", "  "), ("bench", "because"), ("must", "because")):
        with pytest.raises(AnswerRefused) as refused:
            not_applicable(assessed, key, reason)
        codes.append((refused.value.field, refused.value.code))

    assert codes == [
        ("reason", "reason_needed"),
        ("reason", "not_applicable_on_knockout"),
        ("reason", "not_applicable_refused"),
    ]
    assert not Answer.objects.exists()


def test_a_question_not_asked_of_the_side_is_refused() -> None:
    assessed = assessment(opening_sides=["provider"])

    with pytest.raises(AnswerRefused, match="not asked of this side"):
        answered(response_of(assessed, Side.PROVIDER), "pace", 4)


def test_a_question_of_another_checklist_is_refused() -> None:
    with pytest.raises(AnswerRefused, match="not asked of this side"):
        save_answer(
            by=someone(),
            response=response_of(assessment()),
            question=question_of(assessment(), "pace"),
            raw_value=4,
            expected_row_version=0,
            now=NOW,
        )


def test_only_mirrors_have_an_answer_about_the_other_side() -> None:
    assessed = assessment(
        section("ways", question("candour", MIRROR), question("pace", sides=["sponsor"])),
        opening_sides=["sponsor"],
    )
    response = response_of(assessed, Side.SPONSOR)

    answered(response, "candour", 2)
    answered(response, "candour", 5, perspective=Perspective.OTHER)

    assert set(Answer.objects.values_list("perspective", "value")) == {("own", 2), ("other", 5)}
    with pytest.raises(AnswerRefused, match="one answer"):
        answered(response, "pace", 2, perspective=Perspective.OTHER)


def not_applicable(assessed: Assessment, key: str, reason: str) -> SavedAnswer:
    return save_answer(
        by=someone(),
        response=response_of(assessed),
        question=question_of(assessed, key),
        not_applicable=True,
        reason=reason,
        expected_row_version=0,
        now=NOW,
    )
