"""What is to be prepared in words: are we prepared, what each gap asks for, and what each side knows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.culture_reading import OTHER_SIDE
from assessments.domain.preparing import PreparationState
from assessments.models import Preparation
from assessments.queries.preparing import Preparing
from assessments.views.culture.voices import Voices
from assessments.views.culture.words import CultureWords, Known, ScaleLine
from outsourcing.ui.due import due_of
from outsourcing.ui.formats import share_text
from outsourcing.ui.registry import Tone

LOOKS: dict[PreparationState, tuple[Promise, Tone, str]] = {
    PreparationState.OPEN: (gettext_lazy("open"), Tone.NONE, "circle"),
    PreparationState.DONE: (gettext_lazy("done"), Tone.OK, "check-circle"),
    PreparationState.NOT_NEEDED: (gettext_lazy("not needed"), Tone.NONE, "slash-circle"),
    PreparationState.RETIRED: (gettext_lazy("no longer asked for"), Tone.NONE, "archive"),
}


@dataclass(frozen=True, slots=True)
class PreparationLine:
    """One preparation as a line of the list."""

    row: Preparation
    url: str
    who: str
    today: date

    @property
    def look(self) -> tuple[str, Tone, str]:
        """Its state in words, or how near its day is; its tone and its icon."""
        words, tone, icon = LOOKS[PreparationState(self.row.state)]
        if self.row.state == PreparationState.OPEN:
            due = due_of(self.row.due_on, self.today)
            return due.text, due.tone, icon
        return str(words), tone, icon

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and it is still open."""
        return self.row.state == PreparationState.OPEN and self.row.due_on < self.today


@dataclass(frozen=True, slots=True)
class PreparedGap:
    """One scale, where both stand on it, and what it asks for."""

    scale: ScaleLine
    lines: tuple[PreparationLine, ...]
    planned: bool

    @property
    def why(self) -> str:
        """What the gap means, or why a match warns."""
        return self.scale.silent or self.scale.agree


@dataclass(frozen=True, slots=True)
class PreparingWords:
    """Everything the page says."""

    preparing: Preparing
    culture: CultureWords
    lines: tuple[PreparationLine, ...]
    shown: frozenset[int]

    @property
    def answer(self) -> str:
        """Are we prepared?"""
        count, told = self.preparing.count, self.preparing.told
        if self.preparing.reading.is_withheld:
            return _("You still rate yourself. Hand in your answers first; then the page opens to you.")
        if self.preparing.figures is None:
            return _("Not known yet: each side needs three people who handed in their answers.")
        if not count.required:
            return _("No gap asks for anything. Similar is not the same as prepared.")
        said = {"done": count.done, "required": count.required, "share": share_text(count.share)}
        if count.done == count.required:
            return _("Yes: all %(required)d that is asked for is done.") % said
        text = _("Not yet: %(done)d of %(required)d done (%(share)s).") % said
        missing = len(told.conditions) + len(told.unplanned)
        if not missing:
            return text
        more = ngettext(
            "%(n)d that a critical gap asks for is missing; until then a choice is conditional.",
            "%(n)d that critical gaps ask for are missing; until then a choice is conditional.",
            missing,
        )
        return f"{text} {more % {'n': missing}}"

    @property
    def gaps(self) -> tuple[PreparedGap, ...]:
        """Every scale that asks for something, or should: the widest gap first."""
        return tuple(self._gaps())

    @property
    def all_lines(self) -> int:
        """How many there are, whatever is filtered away."""
        return len(self.lines)

    @property
    def without_owner(self) -> int:
        """How many that are open nobody sees to yet."""
        is_open = (line.row for line in self.lines if line.row.state == PreparationState.OPEN)
        return sum(not row.owner_name for row in is_open)

    @property
    def overdue(self) -> int:
        """How many are late."""
        return sum(line.is_overdue for line in self.lines)

    @property
    def knowledge(self) -> tuple[tuple[Known, bool | None], ...]:
        """What each side knows of the other, and if that counts as prepared; None where nobody is tried."""
        figures, ours_first = self.preparing.figures, self.culture.knowledge
        kept: Sequence[bool | None] = figures.knowledge if figures and figures.knowledge else (None, None)
        counts = dict(zip(OTHER_SIDE, kept, strict=True))
        return tuple((known, counts[known.knowledge.side]) for known in ours_first)

    def _gaps(self) -> Iterator[PreparedGap]:
        by_scale: dict[str, list[PreparationLine]] = {}
        for line in self.lines:
            by_scale.setdefault(line.row.question_key, []).append(line)
        for scale in sorted(self.culture.lines, key=_width):
            lines = by_scale.get(scale.reading.question_key, [])
            shown = tuple(line for line in lines if line.row.pk in self.shown)
            planned = any(line.row.state != PreparationState.RETIRED for line in lines)
            if shown or (not planned and scale.reading in self.preparing.reading.material):
                yield PreparedGap(scale, shown, planned)


def words_of(
    preparing: Preparing,
    voices: Voices,
    *,
    shown: frozenset[int],
    address: Callable[[Preparation], str],
    today: date,
) -> PreparingWords:
    """The words on what is to be prepared; `shown` are the rows that the filters leave."""
    sides = {str(side): voices.name(side) for side in OTHER_SIDE}
    lines = tuple(
        PreparationLine(row, address(row), sides.get(row.side, _("Both sides")), today)
        for row in preparing.rows
    )
    return PreparingWords(preparing, CultureWords(preparing.reading, voices), lines, shown)


def _width(scale: ScaleLine) -> float:
    return -scale.reading.gap.share if scale.reading.gap else 0.0
