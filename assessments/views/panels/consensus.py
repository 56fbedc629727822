"""The consensus page, ready for its templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.questionnaire import AnswerValue, Side
from assessments.queries.consensus import Consensus, Item, Rating
from assessments.views.entry import Tile, entry_for, typed_value
from assessments.views.wording import answer_text, content_text
from outsourcing.ui.formats import score_text

WIDTH, EDGE = 200, 8


@dataclass(frozen=True, slots=True)
class Said:
    """One rating in words, and where it lies between 0 and 100."""

    name: str
    words: str
    note: str
    x: str


@dataclass(frozen=True, slots=True)
class Dot:
    """The ratings that lie on one spot."""

    x: str
    count: int

    @property
    def radius(self) -> str:
        """The more ratings, the larger."""
        return f"{min(8.0, 3.2 + 1.1 * self.count):.1f}"


@dataclass(frozen=True, slots=True)
class Take:
    """One click that takes the mean or the median; the answer that stands for it."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """One question as the page shows it."""

    item: Item
    said: tuple[Said, ...]
    dots: tuple[Dot, ...]
    settled: str
    takes: tuple[Take, ...]
    tiles: tuple[Tile, ...]
    input_type: str

    @property
    def spread_words(self) -> str:
        """How far the ratings agree, on the scale of 100 that pages use."""
        found = self.item.judged.agreement
        if found is None:
            return _("one rating")
        words = {
            "low": f"{100 * found.low:.0f}",
            "high": f"{100 * found.high:.0f}",
            "deviation": f"{100 * found.deviation:.0f}",
            "r_wg": f"{found.r_wg:.2f}",
        }
        text = _("from %(low)s to %(high)s of 100 · standard deviation %(deviation)s · r_wg %(r_wg)s")
        return text % words

    @property
    def present(self) -> str:
        """The settled answer as the field holds it."""
        return typed_value(self.item.settled.value) if self.item.settled else ""

    @property
    def row_version(self) -> int:
        """The version of the settled answer that the page shows."""
        return self.item.settled.row_version if self.item.settled else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A question that nobody disputes: every rating in its column."""

    item: Item
    cells: tuple[str, ...]
    mean: str
    spread: str
    r_wg: str


@dataclass(frozen=True, slots=True)
class Page:
    """The agenda, and everything else below it."""

    consensus: Consensus
    agenda: tuple[Disputed, ...]
    lines: tuple[Line, ...]

    @property
    def settled(self) -> int:
        """How many of the agenda are settled."""
        return len(self.agenda) - self.consensus.open_items

    @property
    def alpha_words(self) -> str:
        """Krippendorff's alpha, or why there is none."""
        if self.consensus.has_too_few_units:
            return _("from ten questions with two ratings on")
        if self.consensus.alpha is None:
            return _("not computable: the ratings do not vary")
        return f"{self.consensus.alpha:.2f}"


def page_of(consensus: Consensus) -> Page:
    """Everything in words."""
    return Page(
        consensus=consensus,
        agenda=tuple(disputed(item) for item in consensus.agenda),
        lines=tuple(_line(item, consensus.raters) for item in consensus.agreed),
    )


def disputed(item: Item) -> Disputed:
    """One question of the agenda."""
    entry = entry_for(item.asked.format, Side.CONSENSUS)
    said = tuple(_said(item, rating) for rating in item.ratings)
    settled = item.settled
    return Disputed(
        item=item,
        said=said,
        dots=tuple(_dots(said)),
        settled=answer_text(item.asked.format, settled.value) if settled else "",
        takes=tuple(_takes(item)),
        tiles=entry.tiles,
        input_type=entry.input_type,
    )


def _said(item: Item, rating: Rating) -> Said:
    words = content_text(item.asked.format, rating.state, rating.value, rating.reason)
    x = "" if rating.worth is None else f"{EDGE + rating.worth * (WIDTH - 2 * EDGE):.1f}"
    return Said(rating.name, words, rating.note, x)


def _dots(said: Sequence[Said]) -> Iterable[Dot]:
    spots = [each.x for each in said if each.x]
    return (Dot(x, spots.count(x)) for x in dict.fromkeys(spots))


def _takes(item: Item) -> Iterable[Take]:
    named = (("mean", _("Take the mean"), item.mean), ("median", _("Take the median"), item.median))
    for name, label, value in named:
        if value is not None:
            yield Take(name, label, answer_text(item.asked.format, value))


def _line(item: Item, raters: Sequence[str]) -> Line:
    by_name = {rating.name: rating for rating in item.ratings}
    found = item.judged.agreement
    return Line(
        item=item,
        cells=tuple(_cell(item, by_name.get(name)) for name in raters),
        mean="–" if item.judged.value is None else score_text(item.judged.value),
        spread=score_text(found.deviation) if found else "–",
        r_wg=f"{found.r_wg:.2f}" if found else "–",
    )


def _cell(item: Item, rating: Rating | None) -> str:
    if rating is None:
        return "–"
    return _("n/a") if rating.value is None else _short(item, rating.value)


def _short(item: Item, value: AnswerValue) -> str:
    """Levels by their number alone: the table has a column for each evaluator."""
    return str(value) if isinstance(value, int) else answer_text(item.asked.format, value)[:40]
