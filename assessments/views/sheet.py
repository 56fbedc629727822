"""The sheet that a response is filled on, ready for its templates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from assessments.charts import SETTLED, score_bar
from assessments.domain.questionnaire import Side
from assessments.domain.results import KnockoutFinding, KnockoutState, ScoreResult
from assessments.models import Response
from assessments.models.response import SIDE_LABELS
from assessments.queries import AnswerView, FillingPage, OtherAnswer, Progress, QuestionRow, SectionRows
from assessments.views.drawing import (
    Alike,
    extras_html,
    measured_html,
    question_html,
    status_html,
    weight_of,
    written_html,
)
from assessments.views.extras import Extra, ExtrasOfQuestions
from assessments.views.measured import BesideQuestions, MeasuredWords
from assessments.views.perspectives import ABOUT_OTHER
from assessments.views.readers import Reader
from assessments.views.wording import answer_text
from assessments.views.worth import KnockoutWords
from outsourcing.ui.bars import ScoreBar

ANY_KEY = "any-key"
OTHER = "-other"
NO_EXTRAS: ExtrasOfQuestions = {}
Beside = BesideQuestions | None


@dataclass(frozen=True, slots=True)
class Written:
    """What another response says to the same question."""

    words: str
    author: str
    # Why a reviewer returned the answer, rather than an answer of its own.
    is_reason: bool = False


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question with its present answer."""

    row: QuestionRow
    alike: Alike
    reader: Reader
    place: tuple[int, int, str]
    url: str
    written: tuple[Written, ...]
    extras: tuple[Extra, ...]
    measured: MeasuredWords | None = None

    @property
    def answer(self) -> AnswerView:
        """The present answer."""
        return self.row.own

    @property
    def pk(self) -> str:
        """The question's row as text, which names its parts on the page; a number would be localised."""
        return self.alike.pk

    @property
    def knockout(self) -> KnockoutWords | None:
        """Which answer excludes, for readers inside the house."""
        return self.alike.knockout

    @property
    def history_url(self) -> str:
        """Where its earlier answers are read."""
        return reverse("assessments:history", args=self.place)

    @property
    def weight(self) -> str:
        """What it weighs, and its part of the whole score."""
        return weight_of(self.row.asked, self.row.share, self.reader)

    @property
    def status(self) -> SafeString:
        """Whether and when the answer was saved."""
        return status_html(self.answer, self.reader)

    @property
    def foot(self) -> SafeString:
        """The links to what belongs to the question besides its answer."""
        return extras_html(self.extras, self.pk)

    @property
    def about_other(self) -> "SheetQuestion | None":
        """The same asked of how the other side is seen; only mirrored scales are."""
        if len(self.row.answers) < 2:
            return None
        return replace(
            self,
            row=replace(self.row, answers=self.row.answers[1:]),
            alike=replace(self.alike, pk=f"{self.pk}{OTHER}", about_other=True, has_note=False),
            url=f"{self.url}{ABOUT_OTHER}",
            written=(),
            extras=(),
            measured=None,
        )

    @property
    def is_not_applicable(self) -> bool:
        """Whether it was said not to apply."""
        return self.answer.state == "not_applicable"

    @property
    def said(self) -> str:
        """The present answer in words."""
        return answer_text(self.row.format, self.answer.value) if self.answer.state == "answered" else ""

    @property
    def html(self) -> SafeString:
        """The question as it is answered on the page."""
        values = {
            "url": self.url,
            "csrf": self.reader.csrf_token,
            "hidden": " hidden" if self.row.is_hidden else "",
            "status": self.status,
            "written": measured_html(self.measured) + written_html(self.written),
            "weight": self.weight,
            "extras": self.foot,
        }
        return question_html(self.alike, self.answer, values)


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
    inside: bool

    @property
    def not_asked(self) -> str:
        """The keys of the questions that a condition keeps away, for the script on the page."""
        rows = (question.row for section in self.sections for question in section.questions)
        return " ".join(row.question.key for row in rows if row.is_hidden)

    @property
    def asks_both_views(self) -> bool:
        """Whether somewhere on it one's own place and the view of the other side are asked."""
        rows = (question.row for section in self.sections for question in section.questions)
        return any(len(row.answers) > 1 for row in rows)

    @property
    def is_settled(self) -> bool:
        """Whether no missing answer can move the score any more."""
        low, high = self.score.low, self.score.high
        return low is not None and high is not None and high - low < SETTLED

    @property
    def waits_for_knockout(self) -> bool:
        """Whether the score is settled while a knock-out, whatever it weighs, is not ruled out yet."""
        is_open = any(found.state is KnockoutState.PENDING for found in self.score.knockouts)
        return self.inside and self.is_settled and is_open

    @property
    def blocks_rank(self) -> int:
        """How many of the open questions can still exclude: without them there is no rank."""
        return sum(bool(each.knockout) for each in self.missing)

    @property
    def findings(self) -> tuple[KnockoutFinding, ...]:
        """The knock-outs that bite."""
        return tuple(found for found in self.score.knockouts if found.state is KnockoutState.TRIGGERED)

    @property
    def missing(self) -> tuple[SheetQuestion, ...]:
        """The questions that are asked and still open."""
        asked = (question for section in self.sections for question in section.questions)
        return tuple(each for each in asked if not each.row.is_hidden and not each.answer.is_given)


def sheet_of(
    page: FillingPage, reader: Reader, extras: ExtrasOfQuestions = NO_EXTRAS, beside: Beside = None
) -> Sheet:
    """The sheet of a response whose rows were read, as this reader sees it."""
    response, score = page.response, page.score
    url = _url_of_any(response, reader)
    sections = (
        SheetSection(
            section,
            tuple(
                _question(response, row, reader, extras=extras, beside=beside, url=url)
                for row in section.rows
            ),
        )
        for section in page.sections
    )
    return Sheet(
        response=response,
        sections=tuple(sections),
        progress=page.progress,
        score=score,
        bar=score_bar(response.assessment.version.template.key, score.low, score.high, score.observed),
        inside=reader.inside,
    )


def sheet_question(
    response: Response,
    row: QuestionRow,
    reader: Reader,
    extras: ExtrasOfQuestions = NO_EXTRAS,
    beside: Beside = None,
) -> SheetQuestion:
    """One question of the sheet, alone."""
    return _question(response, row, reader, extras=extras, beside=beside, url=_url_of_any(response, reader))


def question_in(page: FillingPage, key: str) -> QuestionRow | None:
    """The row of the question with this key, if this response is asked it."""
    rows = (row for section in page.sections for row in section.rows)
    return next((row for row in rows if row.question.key == key), None)


def _question(
    response: Response,
    row: QuestionRow,
    reader: Reader,
    *,
    extras: ExtrasOfQuestions,
    beside: Beside,
    url: str,
) -> SheetQuestion:
    key = row.asked.key
    measured = beside.words_for(row, response.side) if beside else None
    # What is measured is said once.
    others = [each for each in row.others if measured is None or each.side is not Side.MEASURED]
    alike = Alike(
        pk=str(row.question.pk),
        number=row.number,
        asked=row.asked,
        guidance=row.question.guidance,
        proof=row.question.proof,
        side=Side(response.side),
        inside=reader.inside,
        has_note=bool(row.own.note),
    )
    return SheetQuestion(
        row=row,
        alike=alike,
        reader=reader,
        place=(response.assessment_id, response.pk, key),
        url=url.replace(ANY_KEY, key),
        written=(*_returned(row, reader), *(_written(row, others) if reader.inside else ())),
        extras=extras.get(key, ()),
        measured=measured,
    )


def _url_of_any(response: Response, reader: Reader) -> str:
    # Looked up once for all: a question's own differs from it in the key alone.
    return reader.address("answer", response.assessment_id, response.pk, ANY_KEY)


def _returned(row: QuestionRow, reader: Reader) -> Iterable[Written]:
    if row.returned is not None:
        name = reader.name_of("", row.returned.by_name)
        yield Written(row.returned.text, gettext("returned by %(name)s") % {"name": name}, is_reason=True)


def _written(row: QuestionRow, others: Iterable[OtherAnswer]) -> Iterable[Written]:
    for other in others:
        side = SIDE_LABELS[other.side]
        author = f"{side}, {other.party_name}" if other.party_name else str(side)
        words = other.reason if other.state == "not_applicable" else answer_text(row.format, other.value)
        yield Written(words=f"{words}\n{other.note}".strip(), author=author)
