"""Two cycles of a checklist in words: each question then and now, and what moved the score most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from assessments.domain.comparing import QuestionTurn, Turn, biggest
from assessments.domain.questionnaire import Question
from assessments.domain.results import QuestionScore
from assessments.models import Answer
from assessments.queries.cycles import Compared, CycleView
from assessments.views.reviews.words import TURNS
from assessments.views.wording import content_text
from outsourcing.ui.formats import score_text, signed_text
from outsourcing.ui.registry import Tone

MOST_NAMED = 3
SHOWN = 70


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One question: what was said then and now, in words and points of 100, and what became of it."""

    text: str
    said_before: str
    said_now: str
    turn: QuestionTurn
    label: Promise
    tone: Tone
    icon: str

    @property
    def points(self) -> str:
        """What the change moved the score by."""
        return signed_text(self.turn.points * 100) if self.turn.points else ""


@dataclass(frozen=True, slots=True)
class TurnSection:
    """The questions of one section; what is no longer asked stands in a section of its own."""

    title: str
    lines: tuple[TurnLine, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sentence that says it all, how often what happened, and question by question."""

    sentence: str
    counts: tuple[tuple[Promise, Tone, str, int], ...]
    sections: tuple[TurnSection, ...]


def comparison_of(compared: Compared) -> Comparison:
    """Say what changed from one cycle to the other."""
    texts = _texts(compared)
    return Comparison(
        sentence=sentence_of(compared, texts),
        counts=tuple(_counts(compared.turns)),
        sections=tuple(_sections(compared, texts)),
    )


def sentence_of(compared: Compared, texts: Mapping[str, str]) -> str:
    """How the score moved, and the questions that moved it most."""
    before, now = _observed(compared.before), _observed(compared.now)
    named = biggest(compared.turns, most=MOST_NAMED)
    said = [
        gettext("“%(question)s” (%(points)s)")
        % {"question": Truncator(texts[turn.key]).chars(SHOWN), "points": signed_text(turn.points * 100)}
        for turn in named
    ]
    changed = gettext("What moved it most: %(questions)s.") % {"questions": ", ".join(said)} if said else ""
    if before is None or now is None:
        return changed or gettext("There is nothing to compare yet: one of the two has no score.")
    if not named and abs(now - before) * 100 < 0.05:
        return gettext("The score stands at %(now)s, and no scored answer changed.") % {
            "now": score_text(now)
        }
    moved = gettext("The score went from %(before)s to %(now)s (%(step)s).") % {
        "before": score_text(before),
        "now": score_text(now),
        "step": signed_text((now - before) * 100),
    }
    return f"{moved} {changed}".strip()


def _observed(cycle: CycleView) -> float | None:
    return cycle.result.observed if cycle.result else None


def _counts(turns: Sequence[QuestionTurn]) -> Iterator[tuple[Promise, Tone, str, int]]:
    for kind, (label, tone, icon) in TURNS.items():
        number = sum(turn.turn is kind for turn in turns)
        if number and kind is not Turn.NOT_COMPARED:
            yield label, tone, icon, number


def _texts(compared: Compared) -> Mapping[str, str]:
    asked = (*compared.before.questionnaire.questions, *compared.now.questionnaire.questions)
    return {question.key: question.text for question in asked}


def _sections(compared: Compared, texts: Mapping[str, str]) -> Iterator[TurnSection]:
    turns = {turn.key: turn for turn in compared.turns}
    lines = _Lines(compared)
    for section in compared.now.questionnaire.sections:
        here = [turns[question.key] for question in section.questions if question.key in turns]
        if asked := [turn for turn in here if turn.turn is not Turn.DROPPED]:
            yield TurnSection(section.title, tuple(lines.line(turn, texts[turn.key]) for turn in asked))
    if gone := [turn for turn in compared.turns if turn.turn is Turn.DROPPED]:
        dropped = tuple(lines.line(turn, texts[turn.key]) for turn in gone)
        yield TurnSection(gettext("No longer asked"), dropped)


class _Lines:
    """Draws lines, looking the questions of both cycles up once."""

    def __init__(self, compared: Compared) -> None:
        self._before = _Side(compared.before, compared.answers_before)
        self._now = _Side(compared.now, compared.answers_now)

    def line(self, turn: QuestionTurn, text: str) -> TurnLine:
        """One question then and now."""
        label, tone, icon = TURNS[turn.turn]
        before, now = self._before.said(turn.key), self._now.said(turn.key)
        return TurnLine(text, before, now, turn, label, tone, icon)


class _Side:
    """What was said in one of the two cycles."""

    def __init__(self, cycle: CycleView, answers: Mapping[str, Sequence[Answer]]) -> None:
        self._asked: Mapping[str, Question] = cycle.questionnaire.by_key
        scored = cycle.result.questions if cycle.result else ()
        self._scores: Mapping[str, QuestionScore] = {question.key: question for question in scored}
        self._answers = answers

    def said(self, key: str) -> str:
        """The answer that counts, in words; how many they are where it was made of several."""
        given, asked = self._answers.get(key, ()), self._asked.get(key)
        score = self._scores.get(key)
        counting = [answer for answer in given if score and answer.response.side == score.source] or list(
            given
        )
        if asked is None or not counting:
            return ""
        if len(counting) > 1:
            number = len(counting)
            return ngettext("%(number)d answer", "%(number)d answers", number) % {"number": number}
        only = counting[0]
        return content_text(asked.format, only.state, only.value, only.reason)
