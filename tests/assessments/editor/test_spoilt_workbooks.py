"""A workbook that was spoilt by hand: every fault by sheet, row and column, and nothing half imported."""

from io import BytesIO
from typing import Any

import pytest

from assessments.exports.checklist import checklist_workbook
from assessments.models import Question, Template, TemplateVersion
from assessments.queries.exporting import checklist_json
from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.reading import read_workbook
from tests.assessments import factories
from tests.assessments.editor.drafts import draft
from tests.assessments.editor.test_workbooks import Cells, book_of, cells, imported
from tests.assessments.factories import question, section
from tests.workbooks import bombs

pytestmark = pytest.mark.django_db

CHOICE = {
    "type": "choice",
    "options": [{"key": "a", "label": "A", "value": 0}, {"key": "b", "label": "B", "value": 1}],
}


def content() -> Cells:
    """Two sections with four kinds of answers, as their workbook holds them."""
    version = factories.published(
        section("pace", question("speed"), question("price", factories.PRICE), weight=60),
        section(
            "leaders", question("way", CHOICE), question("bench", factories.YES_NO, knockout=factories.BENCH)
        ),
        key="people",
    )
    return cells(checklist_workbook(version))


def put(book: Cells, sheet: str, row: int, column: str, value: Any) -> None:
    """Type into one cell; rows count as the sheet shows them."""
    place = book[sheet][0].index(column)
    line = book[sheet][row - 1]
    line.extend([None] * (place + 1 - len(line)))
    line[place] = value


def refused(book: Cells) -> list[str]:
    with pytest.raises(WorkbookRefused) as refusal:
        imported(book_of(book))
    return list(map(str, refusal.value.faults))


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "reason"),
    [
        ("Sections", 3, "Weight", "heavy", "a number is needed here"),
        ("Sections", 3, "Weight", -1, "A weight is 0 or more; 0 means that it does not count."),
        ("Sections", 3, "Weight", "nan", "a number is needed here"),
        ("Sections", 3, "Weight", "inf", "a number is needed here"),
        ("Sections", 3, "Weight", 1e9, "too large"),
        ("Sections", 4, "Key", "pace", "Two sections have the same key."),
        ("Sections", 3, "Key", "not a key!", "A key has 1 to 60 letters"),
        ("Sections", 3, "Lowest score allowed", 101, "write a number from 0 to 100 here"),
        ("Sections", 3, "Envelope", "sealed", "“sealed” is not one of: open, price"),
        ("Sections", 3, "Title", None, "give the section a title"),
        ("Questions", 3, "Question", "x" * 30_000, "30000 characters; 2000 fit"),
        ("Questions", 3, "Question", None, "the question has no wording"),
        ("Questions", 3, "Weight", "1e400", "the number must be finite"),
        ("Questions", 3, "Weight", None, "give the question a weight"),
        ("Questions", 4, "Key", "speed", "Two questions have the same key."),
        ("Questions", 3, "Section", "nowhere", "no section with this key; there are: pace, leaders"),
        ("Questions", 3, "Answer", "song", "“song” is not one of: scale, yes no, choice"),
        ("Questions", 3, "Asked of", "everybody", "“everybody” is not one of: sponsor"),
        ("Questions", 3, "Levels", 99, "a scale has 2 to 11 levels"),
        ("Questions", 3, "Levels", 2.5, "a whole number is needed here"),
        ("Questions", 3, "Unit", "days", "this says nothing about an answer of the kind “scale”"),
        ("Questions", 3, "May be not applicable", "perhaps", "write yes or no here"),
        ("Questions", 6, "Knock-out when", None, "say when it excludes"),
        ("Questions", 6, "Knock-out says", None, "say in a sentence what it means"),
        ("Options", 3, "Question", "lost", "no question has this key"),
        ("Options", 4, "Key", "a", "two options have the same key"),
        ("Options", 3, "Worth", 500, "write a number from 0 to 100 here"),
        ("Points", 4, "Answer", 50, "the points must go up, each only once"),
        ("Points", 3, "Answer", "far", "a number is needed here"),
        ("About", 5, "Says", "fun", "“fun” is not one of: provider fit"),
    ],
)
def test_a_spoilt_cell_is_named(sheet: str, row: int, column: str, value: Any, reason: str) -> None:
    book = content()
    put(book, sheet, row, column, value)

    faults = refused(book)

    assert any(fault.startswith(f"sheet “{sheet}”") and reason in fault for fault in faults), faults
    assert any(f"row {row}, column “{column}”" in fault for fault in faults) or sheet in {"Options", "Points"}


def test_every_fault_is_told_at_once_and_nothing_is_kept() -> None:
    book = content()
    put(book, "Sections", 3, "Weight", "heavy")
    put(book, "Questions", 3, "Answer", "song")
    put(book, "Questions", 4, "Smallest", 9)
    put(book, "Questions", 4, "Largest", 3)
    put(book, "Points", 3, "Worth", 700)
    put(book, "Options", 4, "Question", "lost")

    faults = refused(book)

    assert [fault.partition(":")[0] for fault in faults] == [
        "sheet “Sections”, row 3, column “Weight”",
        "sheet “Questions”, row 3, column “Answer”",
        "sheet “Questions”, row 4, column “Largest”",
        "sheet “Options”, row 3",
        "sheet “Options”, row 4, column “Question”",
        "sheet “Points”, row 3, column “Worth”",
    ]
    assert TemplateVersion.objects.count() == 1
    assert Question.objects.count() == 4


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ("Questions", "sheet “Questions”: this sheet is missing, or empty"),
        ("About", "sheet “About”: this sheet"),
    ],
)
def test_a_missing_sheet_is_named(sheet: str, reason: str) -> None:
    book = content()
    del book[sheet]

    assert any(reason in fault for fault in refused(book))


def test_a_missing_column_is_named() -> None:
    book = content()
    place = book["Questions"][0].index("Weight")
    book["Questions"][0][place] = "Wight"

    assert refused(book) == ["sheet “Questions”, row 1, column “Weight”: this column is missing"]


def test_columns_in_another_order_and_columns_of_ones_own_do_no_harm() -> None:
    book = content()
    before = checklist_json(TemplateVersion.objects.get())
    for rows in book.values():
        width = len(rows[0])
        for row in rows:
            row.extend([None] * (width - len(row)))
            row.reverse()
            row.append("my note")
    book["Questions"].pop(1)

    made = imported(book_of(book))

    assert checklist_json(made) == before


def test_a_formula_in_a_question_is_its_text() -> None:
    book = content()
    put(book, "Questions", 3, "Question", '=HYPERLINK("https://evil.example","x")')

    made = imported(book_of(book))

    assert made.questions.get(key="speed").text == '=HYPERLINK("https://evil.example","x")'
    assert cells(checklist_workbook(made))["Questions"] == book["Questions"]


def test_a_condition_on_a_removed_question_is_kept_for_its_editor_to_see() -> None:
    book = content()
    put(book, "Questions", 4, "Only asked when", "removed")
    put(book, "Questions", 4, "Only asked if it is", "equals")
    put(book, "Questions", 4, "Only asked compared with", 3)

    made = imported(book_of(book))

    stands = {"question_key": "removed", "rule": "equals", "operand": 3}
    assert made.questions.get(key="price").condition == stands


@pytest.mark.parametrize("bomb", [bombs.far_cell, bombs.unpacking, bombs.billion_laughs, bombs.with_macros])
def test_a_bomb_imports_nothing(bomb: Any) -> None:
    with pytest.raises(WorkbookRefused):
        imported(bomb())

    assert not Template.objects.exists()


def test_the_workbook_of_a_draft_is_that_of_the_draft() -> None:
    of = draft(section("s", question("one")), key="people")
    of.questions.update(text="Asked otherwise")

    assert any("Asked otherwise" in row for row in cells(checklist_workbook(of))["Questions"])


def test_help_and_lists_stand_beside_the_content() -> None:
    book = BytesIO(checklist_workbook(factories.published(section("s", question("one")))))

    sheets = {sheet.name: sheet for sheet in read_workbook(book)}

    assert [*sheets] == ["About", "Sections", "Questions", "Levels", "Options", "Points", "Lists"]
    assert str(sheets["Questions"].rows[1].values[0]).startswith("ⓘ The key of its section")
    assert "yes no" in {value for row in sheets["Lists"].rows for value in row.values}
