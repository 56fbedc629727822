"""The questions of a draft as one side will see them; nothing can be saved here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments.domain.questionnaire import Question as Asked
from assessments.domain.questionnaire import Questionnaire, Side, asked_of
from assessments.models import Question, TemplateVersion
from assessments.models.response import SIDE_LABELS
from assessments.views.entry import Entry, entry_for
from assessments.views.worth import KnockoutWords, knockout_words
from outsourcing.ui.registry import Text


@dataclass(frozen=True, slots=True)
class PreviewSide:
    """A side that is asked something."""

    side: Side
    label: Text


@dataclass(frozen=True, slots=True)
class PreviewQuestion:
    """One question with its control."""

    number: str
    question: Question
    asked: Asked
    entry: Entry
    knockout: KnockoutWords | None


@dataclass(frozen=True, slots=True)
class PreviewSection:
    """One section with the questions of the side."""

    title: str
    questions: tuple[PreviewQuestion, ...]


def sides_asked(questionnaire: Questionnaire) -> Sequence[PreviewSide]:
    """The sides that are asked anything, in their usual order."""
    asked = frozenset[Side]().union(*(asked_of(question) for question in questionnaire.questions))
    return [PreviewSide(side, label) for side, label in SIDE_LABELS.items() if side in asked]


def preview_of(draft: TemplateVersion, questionnaire: Questionnaire, side: Side) -> Sequence[PreviewSection]:
    """The sheet of a side without answers."""
    rows = {row.key: row for row in Question.objects.filter(version=draft)}
    sections = []
    for number, section in enumerate(questionnaire.sections, start=1):
        questions = tuple(_questions(number, section.questions, rows, side))
        if questions:
            sections.append(PreviewSection(section.title, questions))
    return sections


def _questions(
    number: int, asked: Sequence[Asked], rows: dict[str, Question], side: Side
) -> Iterator[PreviewQuestion]:
    for place, question in enumerate(asked, start=1):
        if side in asked_of(question):
            yield PreviewQuestion(
                f"{number}.{place}",
                rows[question.key],
                question,
                entry_for(question.format, side),
                knockout_words(question.knockout, question.format),
            )
