"""Draws questions: each once for all who are asked it; what one of them said is only filled in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import override

from assessments.domain.questionnaire import Question as Asked
from assessments.domain.questionnaire import Side
from assessments.forms.submission import NOT_APPLICABLE
from assessments.models import AnswerState
from assessments.queries import AnswerView
from assessments.views.entry import Entry, chosen_values, entry_for, typed_value
from assessments.views.extras import Extra
from assessments.views.readers import Reader
from assessments.views.wording import weight_words
from assessments.views.worth import KnockoutWords, knockout_words
from outsourcing.ui.formats import day_text, since_text
from outsourcing.ui.frames import frame

WORDS_KEPT = 4096
START_OF_A_NOTE = 80


@dataclass(frozen=True, slots=True)
class Alike:
    """What of a question looks alike for all who are asked it, whatever they answer."""

    pk: str
    number: str
    asked: Asked
    guidance: str
    proof: str
    side: Side
    inside: bool
    has_note: bool
    # Of a mirrored scale: how the other side is seen, instead of where one's own stands.
    about_other: bool = False

    not_applicable_value = NOT_APPLICABLE

    @property
    def entry(self) -> Entry:
        """Its control."""
        return entry_for(self.asked.format, self.side)

    @property
    def knockout(self) -> KnockoutWords | None:
        """Which answer excludes, said inside the house alone."""
        return knockout_words(self.asked.knockout, self.asked.format) if self.inside else None


def question_html(alike: Alike, answer: AnswerView, values: Mapping[str, str]) -> SafeString:
    """A question to be answered, filled with the present answer and the other values."""
    template = "assessments/_question_other.html" if alike.about_other else "assessments/_question.html"
    return frame(template, part=alike).filled({**values, **dict(_given(alike, answer))})


def control_html(alike: Alike, answer: AnswerView) -> SafeString:
    """Its control alone, filled with the present answer, for a form of its own."""
    return frame("assessments/talk/_control.html", part=alike).filled(dict(_given(alike, answer)))


def written_html(written: Sequence[object]) -> SafeString:
    """What others said to the same question."""
    return render_to_string("assessments/_written.html", {"written": written}) if written else SafeString()


def measured_html(measured: object) -> SafeString:
    """What rosters say to the question."""
    if measured is None:
        return SafeString()
    return render_to_string("assessments/measured/_beside.html", {"measured": measured})


def status_html(answer: AnswerView, reader: Reader) -> SafeString:
    """Whether the answer was saved, when, and by whom."""
    if answer.saved_at is None:
        return frame("assessments/_status.html", state="never").filled({})
    minute = answer.saved_at.replace(second=0, microsecond=0)
    time, day = _when(minute, reader.today, reader.language, reader.zone)
    drawn = frame("assessments/_status.html", state="given" if answer.is_given else "cleared")
    return drawn.filled(
        {"time": time, "day": day, "name": reader.name_of(answer.saved_by_kind, answer.saved_by_name)}
    )


def extras_html(extras: Iterable[Extra], pk: str) -> SafeString:
    """The links at the foot of a question that open below it."""
    # Joining what is safe needs no other escape; two hundred links are worth it.
    return SafeString("".join(_extra(extra, pk) for extra in extras))


def weight_of(asked: Asked, share: float, reader: Reader) -> str:
    """What a question weighs, said inside the house alone."""
    return _weight(asked.weight, share, reader.language) if reader.inside else ""


def _extra(extra: Extra, pk: str) -> SafeString:
    drawn = frame("assessments/_extra.html", icon=extra.icon, tone=extra.tone)
    return drawn.filled({"url": extra.url, "label": extra.label, "pk": pk})


def _given(alike: Alike, answer: AnswerView) -> Iterator[tuple[str, str]]:
    yield "version", str(answer.row_version)
    yield "reason", answer.reason
    yield "note", answer.note
    if alike.has_note:
        yield "note-start", Truncator(answer.note).chars(START_OF_A_NOTE)
    answered = answer.state == AnswerState.ANSWERED
    typed = typed_value(answer.value) if answered else ""
    yield "value", typed
    yield "length", str(len(typed))
    chosen = chosen_values(answer.value) if answered else ()
    for value in (NOT_APPLICABLE,) if answer.state == AnswerState.NOT_APPLICABLE else chosen:
        yield f"chosen-{value}", " checked"


@lru_cache(maxsize=WORDS_KEPT)
def _weight(weight: float, share: float, language: str) -> str:
    with override(language):
        return weight_words(weight, share)


@lru_cache(maxsize=WORDS_KEPT)
def _when(minute: datetime, today: date, language: str, zone: str) -> tuple[str, str]:
    with override(language), timezone.override(zone):
        return since_text(minute, today), day_text(minute)
