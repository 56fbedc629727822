"""A questionnaire is filled offline: it comes back as answers, its faults named, and over nobody's work."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.actions import submit_response
from assessments.models import Answer, AnswerState
from tests.assessments import factories
from tests.assessments.editor.test_spoilt_workbooks import put
from tests.assessments.editor.test_workbooks import Cells, book_of, cells
from tests.assessments.factories import LATER, NOW, answered, question, section
from tests.assessments.pages.places import Filling, filling, text_of
from tests.workbooks import bombs

pytestmark = pytest.mark.django_db

OPTIONS = [
    {"key": "x", "label": "Yes, always; or so", "value": 1},
    {"key": "y", "label": "Never", "value": 0},
]
CHOICE = {"type": "choice", "options": OPTIONS}
SEVERAL = {"type": "choice", "options": OPTIONS, "several": True}
DAYS = {"type": "number", "unit": "days", "minimum": 0, "maximum": 90, "points": []}
AGE = {"type": "date", "points": []}
SCALE = {"type": "scale", "levels": 5, "anchors": [{"level": 3, "text": "Half of them"}]}
ASKED = (
    question("pace", SCALE),
    question("bench", factories.YES_NO),
    question("way", CHOICE),
    question("ways", SEVERAL),
    question("days", DAYS, 0),
    question("since", AGE, 0),
    question("story", factories.TEXT, sides=["provider"]),
    question("words", factories.NOTE, 0),
    question("later", SCALE, condition={"question_key": "bench", "rule": "equals", "operand": "yes"}),
)
KEYS = ("pace", "bench", "way", "ways", "days", "since", "story", "words", "later")
ROW = {key: row for row, key in enumerate(KEYS, start=3)}


def place() -> Filling:
    return filling(section("all", *ASKED))


def taken(of: Filling) -> Cells:
    return cells(of.client.get(f"{of.page}offline/workbook/").content)


def brought(of: Filling, content: Cells | bytes) -> Any:
    book = content if isinstance(content, bytes) else book_of(content)
    return of.client.post(f"{of.page}offline/", {"file": SimpleUploadedFile("filled.xlsx", book)})


def confirmed(of: Filling, preview: Any, *overrule: str) -> Any:
    found = re.search(r'name="kept" value="([^"]+)"', preview.content.decode())
    assert found
    return of.client.post(f"{of.page}offline/", {"kept": found[1], "overrule": list(overrule)}, follow=True)


def stored(of: Filling) -> dict[str, Any]:
    return {answer.question.key: answer.value for answer in Answer.objects.select_related("question")}


def fill(book: Cells, key: str, value: Any, column: str = "Answer") -> None:
    put(book, "Answers", ROW[key], column, value)


def test_the_workbook_asks_what_this_response_is_asked_and_no_more() -> None:
    of = place()

    book = taken(of)

    text = str(book)
    assert [row[8] for row in book["Answers"][2:]] == [*ROW]
    assert "3 – Half of them" in text
    assert "when 1.2 is “Yes”" in text
    assert "Yes, always; or so" in text
    assert not re.search(r"weight|knock|score|share", text, re.IGNORECASE)


def test_every_kind_of_answer_comes_back() -> None:
    of = place()
    book = taken(of)
    fill(book, "pace", "3 – Half of them")
    fill(book, "bench", "Yes")
    fill(book, "way", "1 – Yes, always; or so")
    fill(book, "ways", "1; 2")
    fill(book, "days", 12.5)
    fill(book, "since", "2026-01-31")
    fill(book, "story", 4)
    fill(book, "words", "=1+1")
    fill(book, "later", "we have none", "Does not apply because")
    fill(book, "pace", "Seen myself.", "Note")

    preview = brought(of, book)
    before = stored(of)
    page = confirmed(of, preview)

    assert "9 answers will be saved" in text_of(preview)
    assert before == {}
    assert "9 answers are saved." in text_of(page)
    assert stored(of) == {
        "pace": 3,
        "bench": "yes",
        "way": "x",
        "ways": ["x", "y"],
        "days": 12.5,
        "since": "2026-01-31",
        "story": 4,
        "words": "=1+1",
        "later": None,
    }
    assert Answer.objects.get(question__key="pace").note == "Seen myself."
    assert Answer.objects.get(question__key="later").state == AnswerState.NOT_APPLICABLE


def test_what_was_answered_is_in_the_workbook_and_is_not_new_when_it_comes_back() -> None:
    of = place()
    for key, value in (
        ("pace", 3),
        ("way", "y"),
        ("ways", ["x", "y"]),
        ("days", 3.5),
        ("since", "2026-01-31"),
    ):
        answered(of.response, key, value, note="Said.")

    preview = brought(of, of.client.get(f"{of.page}offline/workbook/").content)

    assert "Nothing is new" in text_of(preview)
    assert "9 rows are blank or say what stands here already." in text_of(preview)


def test_each_refused_cell_is_named_by_its_row_and_the_rest_is_saved() -> None:
    of = place()
    book = taken(of)
    fill(book, "pace", 9)
    fill(book, "bench", "perhaps")
    fill(book, "days", "1,234")
    fill(book, "since", "soon")
    fill(book, "ways", "1; 7")
    fill(book, "way", "2")
    fill(book, "words", "only a note", "Note")
    fill(book, "later", 3)
    fill(book, "later", "both", "Does not apply because")

    preview = brought(of, book)
    page = confirmed(of, preview)

    said = " ".join(text_of(preview).split())
    assert "7 rows cannot be saved" in said
    assert "Choose a level from 1 to 5." in said
    assert "Choose one of the answers offered." in said
    assert "can be read in two ways" in said
    assert "“soon” is not a date" in said
    assert "A note needs an answer beside it" in said
    assert "not both" in said
    assert "1 answer is saved." in text_of(page)
    assert stored(of) == {"way": "y"}


def test_what_somebody_saved_meanwhile_is_shown_and_kept() -> None:
    of = place()
    book = taken(of)
    fill(book, "pace", 2)
    fill(book, "days", 30)
    answered(of.response, "pace", 5, by=factories.someone("Dewi Jansen"))

    preview = brought(of, book)
    confirmed(of, preview)

    said = " ".join(text_of(preview).split())
    assert "1 answer was changed meanwhile" in said
    assert "Dewi Jansen" in said
    assert stored(of) == {"pace": 5, "days": 30}


def test_whoever_chooses_their_own_replaces_what_they_saw_and_nothing_later() -> None:
    of = place()
    book = taken(of)
    fill(book, "pace", 2)
    answered(of.response, "pace", 5)

    preview = brought(of, book)
    later = brought(of, book)
    confirmed(of, preview, "pace")
    assert stored(of) == {"pace": 2}
    answered(of.response, "pace", 4, expected=2, now=LATER)
    page = confirmed(of, later, "pace")

    assert stored(of) == {"pace": 4}
    assert "1 was left as it was: This answer was changed meanwhile" in text_of(page)


@pytest.mark.parametrize("mark", ["", "forged", "eyJyZXNwb25zZSI6MX0:x:y"])
def test_a_workbook_without_its_mark_is_refused(mark: str) -> None:
    of = place()
    book = taken(of)
    book["About"][-1][1] = mark

    reply = brought(of, book)

    assert reply.status_code == 422
    assert "was not taken out here" in text_of(reply)


def test_a_workbook_of_another_assessment_saves_nothing() -> None:
    of, other = place(), place()
    book = taken(other)
    fill(book, "pace", 2)

    reply = brought(of, book)

    assert reply.status_code == 422
    assert "belongs to another questionnaire" in text_of(reply)
    assert stored(of) == {}


def test_a_confirmation_of_another_questionnaire_saves_nothing() -> None:
    of, other = place(), place()
    book = taken(other)
    fill(book, "pace", 2)
    preview = brought(other, book)

    page = confirmed(of, preview)

    assert "belongs to another questionnaire" in text_of(page)
    assert stored(of) == {}


def test_a_question_that_is_not_asked_and_one_asked_twice_are_refused() -> None:
    of = place()
    book = taken(of)
    fill(book, "bench", "pace", "Key")
    fill(book, "way", "nothing", "Key")
    fill(book, "pace", 4)
    fill(book, "bench", 1)
    fill(book, "ways", "one", "Version")

    said = " ".join(text_of(brought(of, book)).split())

    assert "This question stands here twice." in said
    assert "This question is not asked here." in said
    assert "This cell was changed; take the workbook out once more" in said


def test_nothing_comes_back_into_what_was_handed_in() -> None:
    of = place()
    book = taken(of)
    submit_response(by=of.lead.as_actor(), response=of.response, now=NOW)

    reply = of.client.post(
        f"{of.page}offline/", {"file": SimpleUploadedFile("x.xlsx", book_of(book))}, follow=True
    )

    assert "were handed in" in text_of(reply)
    assert stored(of) == {}


@pytest.mark.parametrize("bomb", [bombs.far_cell, bombs.unpacking, bombs.billion_laughs])
def test_bombs_are_refused(bomb: Any) -> None:
    of = place()

    assert brought(of, BytesIO(bomb()).getvalue()).status_code == 422


def test_markup_in_a_cell_is_text_in_the_preview() -> None:
    of = place()
    book = taken(of)
    fill(book, "words", "<script>alert(1)</script>")

    page = brought(of, book).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
