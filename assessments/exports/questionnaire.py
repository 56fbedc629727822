"""The questionnaire of a response as a workbook that is filled offline and read back."""

from collections.abc import Iterator, Mapping, Sequence

from django.core import signing
from django.utils.translation import gettext as _

from assessments.domain.books import questionnaire as book
from assessments.domain.books.answers import answer_cell, words_offered
from assessments.domain.books.cells import Cell
from assessments.domain.books.columns import SAYS, WHAT
from assessments.domain.books.table import HELP_MARK
from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    DateAge,
    LevelledFormat,
    Mirror,
    Number,
    Percentage,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import RATERS, Condition, Rule, Side
from assessments.models import Response
from assessments.queries import FillingPage, QuestionRow
from assessments.queries.wording import YES_NO_LABELS, answer_text, figure_text
from outsourcing.workbooks.writing import Choices, Column, Table, write_workbook

IDENTITY_SALT = "assessments.offline"
WIDTHS = {
    book.QUESTION: 48,
    book.HELP: 36,
    book.HOW: 40,
    book.ANSWER: 34,
    book.NOT_APPLICABLE: 26,
    book.NOTE: 40,
    book.ASKED_WHEN: 26,
    book.NUMBER: 7,
    book.KEY: 10,
    book.VERSION: 8,
}


def questionnaire_workbook(page: FillingPage) -> bytes:
    """What this response is asked, with what it answered so far, and nothing else of the assessment."""
    response = page.response
    asked = [row for section in page.sections for row in section.rows]
    return write_workbook(
        [_about(response), _answers(asked, Side(response.side))],
        title=response.assessment.title,
        help_mark=HELP_MARK,
    )


def identity_of(response: Response) -> str:
    """The mark that binds a workbook to one response and to the version it is asked by."""
    bound = {"response": response.pk, "version": response.assessment.version_id}
    return signing.dumps(bound, salt=IDENTITY_SALT)


def labels() -> Mapping[str, str]:
    """How yes, partly and no are called here."""
    return {word: str(label) for word, label in YES_NO_LABELS.items()}


def _about(response: Response) -> Table:
    assessment = response.assessment
    rows = [
        (_("Questionnaire"), assessment.title),
        (_("Checklist"), str(assessment.version)),
        (_("Answered by"), response.get_side_display()),
        (
            _("How to fill it"),
            _("Fill the yellow cells of the sheet “Answers” and bring the workbook back where you took it."),
        ),
        (
            _("What stays open"),
            _("A blank answer changes nothing. You may bring the workbook back as often as you like."),
        ),
        (book.IDENTITY, identity_of(response)),
    ]
    columns = [Column(WHAT, "", 24, locked=True), Column(SAYS, "", 90, locked=True)]
    return Table(book.ABOUT, columns, rows, protected=True)


def _answers(asked: Sequence[QuestionRow], side: Side) -> Table:
    numbers = {row.question.key: row for row in asked}
    place = book.COLUMNS.index(book.ANSWER)
    offered = ((n, words_offered(row.format, side, labels())) for n, row in enumerate(asked))
    return Table(
        name=book.ANSWERS,
        columns=[
            Column(name, _help().get(name, ""), WIDTHS[name], locked=name not in book.OPEN)
            for name in book.COLUMNS
        ],
        rows=[list(_row(row, side, numbers)) for row in asked],
        choices=[Choices(n, place, words) for n, words in offered if words],
        protected=True,
    )


def _help() -> Mapping[str, str]:
    return {
        book.ANSWER: _("Choose or write here; blank: nothing changes"),
        book.NOT_APPLICABLE: _("Instead of an answer, where it does not apply: why"),
        book.NOTE: _("What explains the answer"),
        book.ASKED_WHEN: _("Leave it blank otherwise"),
        book.KEY: _("Leave as it is"),
        book.VERSION: _("Leave as it is"),
    }


def _row(row: QuestionRow, side: Side, numbers: Mapping[str, QuestionRow]) -> Iterator[Cell]:
    given = row.own
    yield row.number
    yield row.question.text
    yield row.question.guidance
    yield _how(row.format, side)
    yield answer_cell(row.format, given.value, side, labels()) if given.state == "answered" else None
    yield given.reason if given.state == "not_applicable" else None
    yield given.note
    yield _asked_when(row.asked.condition, numbers) if row.asked.condition else None
    yield row.question.key
    yield given.row_version


def _how(answer_format: AnswerFormat, side: Side) -> str:
    match plain(answer_format):
        case Text(rated=rated) if not (rated and side in RATERS):
            return _("A text")
        case (Scale() | Mirror() | Text()) as levelled:
            return _levels(levelled)
        case YesNo(partly=partly):
            return _("Yes, partly or no") if partly else _("Yes or no")
        case Choice(options=options, several=several):
            listed = "\n".join(f"{n} – {option.label}" for n, option in enumerate(options, start=1))
            head = _("All that apply, such as 1; 3:") if several else _("One of these:")
            return f"{head}\n{listed}"
        case DateAge() | Percentage() | Number() as figure:
            return _figure(figure)


def _levels(levelled: LevelledFormat) -> str:
    head = _("A level from 1 to %(most)d") % {"most": levelled.levels}
    return "\n".join([head, *(f"{anchor.level} – {anchor.text}" for anchor in levelled.anchors)])


def _figure(figure: DateAge | Percentage | Number) -> str:
    match figure:
        case DateAge():
            return _("A date, such as 2026-11-24")
        case Percentage(minimum=low, maximum=high):
            return _("A percentage from %(low)s to %(high)s") % _limits(low, high)
        case Number(unit=unit, minimum=low, maximum=high):
            said = _("A number, in %(unit)s") % {"unit": unit} if unit else _("A number")
            bounded = low is not None or high is not None
            return f"{said}\n{_('from %(low)s to %(high)s') % _limits(low, high)}" if bounded else said


def _limits(low: float | None, high: float | None) -> Mapping[str, str]:
    return {"low": figure_text(low) or "…", "high": figure_text(high) or "…"}


def _asked_when(condition: Condition, numbers: Mapping[str, QuestionRow]) -> str:
    earlier = numbers.get(condition.question_key)
    if earlier is None or condition.rule is Rule.VALUE_BELOW:
        return _("depends on another answer")
    several = condition.operand if isinstance(condition.operand, tuple) else (condition.operand,)
    operand = ", ".join(answer_text(earlier.format, each) for each in several)
    words = {
        Rule.BELOW: _("when %(number)s is below %(operand)s"),
        Rule.AT_MOST: _("when %(number)s is %(operand)s or less"),
        Rule.ABOVE: _("when %(number)s is above %(operand)s"),
        Rule.AT_LEAST: _("when %(number)s is %(operand)s or more"),
    }
    said = words.get(condition.rule, _("when %(number)s is “%(operand)s”"))
    return said % {"number": earlier.number, "operand": operand}
