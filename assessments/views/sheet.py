"""The sheet that a response is filled on, ready for its templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from assessments.charts import SETTLED, score_bar
from assessments.domain.questionnaire import Side
from assessments.domain.results import KnockoutFinding, KnockoutState, ScoreResult
from assessments.models import Response
from assessments.models.response import SIDE_LABELS
from assessments.queries import AnswerView, FillingPage, OtherAnswer, Progress, QuestionRow, SectionRows
from assessments.views.entry import Entry, entry_for
from assessments.views.wording import answer_text
from assessments.views.worth import KnockoutWords, knockout_words
from outsourcing.ui.bars import ScoreBar
from outsourcing.ui.formats import share_text

NOT_APPLICABLE = "__not_applicable__"


@dataclass(frozen=True, slots=True)
class Written:
    """What another response says to the same question."""

    words: str
    author: str


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question with its control and its present answer."""

    row: QuestionRow
    answer: AnswerView
    entry: Entry
    knockout: KnockoutWords | None
    # The question's row as text, which names its parts on the page; a number would be localised each time.
    pk: str
    place: tuple[int, int, str]
    url: str
    written: tuple[Written, ...]

    not_applicable_value = NOT_APPLICABLE

    @property
    def history_url(self) -> str:
        """Where its earlier answers are read."""
        return reverse("assessments:history", args=self.place)

    @property
    def share_text(self) -> str:
        """Its part of the whole score; nothing where it has none."""
        return share_text(self.row.share, 1) if self.row.share else ""

    @property
    def is_not_applicable(self) -> bool:
        """Whether it was said not to apply."""
        return self.answer.state == "not_applicable"

    @property
    def said(self) -> str:
        """The present answer in words."""
        return answer_text(self.row.format, self.answer.value) if self.answer.state == "answered" else ""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """One section of the sheet."""

    rows: SectionRows
    questions: tuple[SheetQuestion, ...]

    @property
    def anchor(self) -> str:
        """Where the card beside the questions leads to."""
        return f"section-{self.rows.key}"

    @property
    def state_icon(self) -> str:
        """Empty, begun or complete."""
        progress = self.rows.progress
        if progress.is_complete:
            return "check-circle-fill"
        return "circle-half" if progress.answered else "circle"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet: sections, progress and the score so far."""

    response: Response
    sections: tuple[SheetSection, ...]
    progress: Progress
    score: ScoreResult
    bar: ScoreBar

    @property
    def not_asked(self) -> str:
        """The keys of the questions that a condition keeps away, for the script on the page."""
        rows = (question.row for section in self.sections for question in section.questions)
        return " ".join(row.question.key for row in rows if row.is_hidden)

    @property
    def is_settled(self) -> bool:
        """Whether no missing answer can move the score any more."""
        low, high = self.score.low, self.score.high
        return low is not None and high is not None and high - low < SETTLED

    @property
    def findings(self) -> tuple[KnockoutFinding, ...]:
        """The knock-outs that bite."""
        return tuple(found for found in self.score.knockouts if found.state is KnockoutState.TRIGGERED)

    @property
    def missing(self) -> tuple[SheetQuestion, ...]:
        """The questions that are asked and still open."""
        asked = (question for section in self.sections for question in section.questions)
        return tuple(each for each in asked if not each.row.is_hidden and not each.answer.is_given)


def sheet_of(page: FillingPage) -> Sheet:
    """The sheet of a response whose rows were read."""
    response = page.response
    return Sheet(
        response=response,
        sections=tuple(
            SheetSection(section, tuple(sheet_question(response, row) for row in section.rows))
            for section in page.sections
        ),
        progress=page.progress,
        score=page.score,
        bar=score_bar(
            response.assessment.version.template.key, page.score.low, page.score.high, page.score.observed
        ),
    )


def sheet_question(response: Response, row: QuestionRow) -> SheetQuestion:
    """One question of the sheet."""
    answer = row.own
    value = answer.value if answer.state == "answered" else None
    place = (response.assessment_id, response.pk, row.question.key)
    return SheetQuestion(
        row=row,
        answer=answer,
        entry=entry_for(row.format, value, Side(response.side)),
        knockout=knockout_words(row.asked.knockout, row.format),
        pk=str(row.question.pk),
        place=place,
        url=reverse("assessments:answer", args=place),
        written=tuple(_written(row, row.others)),
    )


def question_in(page: FillingPage, key: str) -> QuestionRow | None:
    """The row of the question with this key, if this response is asked it."""
    rows = (row for section in page.sections for row in section.rows)
    return next((row for row in rows if row.question.key == key), None)


def _written(row: QuestionRow, others: Iterable[OtherAnswer]) -> Iterable[Written]:
    for other in others:
        side = SIDE_LABELS[other.side]
        author = f"{side}, {other.party_name}" if other.party_name else str(side)
        words = other.reason if other.state == "not_applicable" else answer_text(row.format, other.value)
        yield Written(words=f"{words}\n{other.note}".strip(), author=author)
