"""How one question is answered on the page: tiles, a figure, a date or a text."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from assessments.domain.formats import (
    NO,
    PARTLY,
    YES,
    AnswerFormat,
    Choice,
    DateAge,
    LevelledFormat,
    Measured,
    Mirror,
    Number,
    Percentage,
    PlainFormat,
    Scale,
    Text,
    YesNo,
    plain,
)
from assessments.domain.questionnaire import RATERS, AnswerValue, Side
from assessments.domain.reading import LONGEST_TEXT
from assessments.views.wording import YES_NO_LABELS, figure_text

TILES = "assessments/_answer_tiles.html"
FIGURE = "assessments/_answer_figure.html"
TEXT = "assessments/_answer_text.html"


@dataclass(frozen=True, slots=True)
class Tile:
    """One answer to choose."""

    value: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the control of a question needs to draw itself, whatever is answered."""

    control: str
    input_type: str = "radio"
    tiles: tuple[Tile, ...] = ()
    looks: str = ""
    unit: str = ""
    label: str = ""
    limits: str = ""
    longest: int = LONGEST_TEXT
    explanations: tuple[str, ...] = ()


def entry_for(answer_format: AnswerFormat, side: Side) -> Entry:
    """The control for this format on this side."""
    entry = _entry(plain(answer_format), side)
    if isinstance(answer_format, Measured):
        return replace(entry, explanations=(*entry.explanations, _on_source()))
    return entry


def chosen_values(value: AnswerValue) -> Collection[str]:
    """The values of the tiles that are chosen where this is the answer."""
    return [typed_value(each) for each in value] if isinstance(value, list | tuple) else (typed_value(value),)


def _entry(inner: PlainFormat | Mirror | Text, side: Side) -> Entry:
    match inner:
        case Text(rated=True) if side in RATERS:
            entry = Entry(TILES, tiles=_levels(inner), explanations=_on_rating())
        case Text():
            entry = Entry(TEXT)
        case Scale():
            entry = Entry(TILES, tiles=_levels(inner))
        case Mirror():
            entry = Entry(TILES, tiles=_levels(inner), looks="mirror", explanations=_on_mirror())
        case YesNo():
            entry = Entry(TILES, tiles=_yes_no(inner), looks="few")
        case Choice():
            entry = _options(inner)
        case Number() | Percentage() | DateAge():
            entry = _figure(inner)
    return entry


def _levels(levelled: LevelledFormat) -> tuple[Tile, ...]:
    texts = {anchor.level: anchor.text for anchor in levelled.anchors}
    return tuple(
        Tile(str(level), str(level), texts.get(level, "")) for level in range(1, levelled.levels + 1)
    )


def _yes_no(question: YesNo) -> tuple[Tile, ...]:
    words = (YES, PARTLY, NO) if question.partly else (YES, NO)
    return tuple(Tile(word, str(YES_NO_LABELS[word]), "") for word in words)


def _options(choice: Choice) -> Entry:
    return Entry(
        TILES,
        input_type="checkbox" if choice.several else "radio",
        tiles=tuple(Tile(option.key, option.label, "") for option in choice.options),
        looks="options",
        explanations=(gettext("Choose all that apply."),) if choice.several else (),
    )


def _figure(figure: Number | Percentage | DateAge) -> Entry:
    match figure:
        case DateAge():
            return Entry(FIGURE, "date", label=gettext("Date"))
        case Percentage(minimum=low, maximum=high):
            unit, label = "%", gettext("Percentage")
        case Number(minimum=low, maximum=high, unit=unit):
            label = gettext("Number, in %(unit)s") % {"unit": unit} if unit else gettext("Number")
    return Entry(FIGURE, "text", unit=unit, label=label, limits=_limits(low, high))


def _limits(low: float | None, high: float | None) -> str:
    said = {"low": figure_text(low), "high": figure_text(high)}
    match low is None, high is None:
        case False, False:
            return gettext("from %(low)s to %(high)s") % said
        case False, True:
            return gettext("%(low)s or more") % said
        case True, False:
            return gettext("%(high)s or less") % said
        case _:
            return ""


def typed_value(value: object) -> str:
    """An answer as it stands in the field, and as the tile of a level is called."""
    return figure_text(value) if isinstance(value, int | float) else str(value or "")


def _on_mirror() -> tuple[str, ...]:
    return (
        gettext(
            "No end is good or bad: say where your own side really stands. "
            "What counts is how far the two sides are apart."
        ),
    )


def _on_rating() -> tuple[str, ...]:
    return (gettext("Rate what was written or told against the levels, and say why in the note."),)


def _on_source() -> str:
    return gettext("Measured by Parity once the data are in; until then it is entered by hand.")
