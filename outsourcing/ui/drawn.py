"""Components that many lines of a page repeat, drawn by their templates but not anew for each line."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from outsourcing.ui.bars import DrawnSegment, ScoreBar, Segment, percent
from outsourcing.ui.due import due_of, is_near
from outsourcing.ui.formats import share_text
from outsourcing.ui.frames import frame, slot
from outsourcing.ui.registry import InboxItem


@dataclass(frozen=True, slots=True)
class SlottedBar:
    """Stands for a score bar of some segments while its frame is drawn."""

    drawn: tuple[DrawnSegment, ...]
    text: str = slot("text")
    open_x: str = slot("open-x")
    open_width: str = slot("open-width")


def pill(tone: str, text: str, icon: str = "") -> SafeString:
    """A pill of few words, such as the state of a thing."""
    return frame("components/pill.html", tone=tone, icon=icon, text=slot("text")).filled({"text": text})


def due_pill(due: date | None, today: date, *, beside_day: bool = False) -> SafeString:
    """How near a day is: in 7 days, today, 2 days late; far days are not named again beside their date."""
    if due is None or (beside_day and not is_near(due, today)):
        return SafeString()
    said = due_of(due, today)
    return pill(said.tone, said.text)


def inbox_item(item: InboxItem, today: date) -> SafeString:
    """A thing to do as a line that leads to it."""
    values = {"url": item.url, "title": str(item.title), "detail": str(item.detail)}
    drawn = frame("components/frames/inbox_item.html", icon=item.icon)
    return drawn.filled({**values, "due": due_pill(item.due, today)})


def progress_line(share: float, label: str = "", tone: str = "") -> SafeString:
    """A thin line that is full where the share is 1."""
    drawn = frame(
        "components/frames/progress.html", label=label, tone=tone, said=slot("said"), width=slot("width")
    )
    return drawn.filled({"said": share_text(share), "width": percent(share)})


def score_bar(bar: ScoreBar, *, plain: bool = False, muted: bool = False) -> SafeString:
    """A score bar without its table."""
    slotted = SlottedBar(tuple(_slotted(place, each) for place, each in enumerate(bar.drawn)))
    values = {"text": bar.text, "open-x": bar.open_x, "open-width": bar.open_width}
    for place, each in enumerate(bar.drawn):
        values |= {f"x-{place}": each.x, f"width-{place}": each.width, f"middle-{place}": each.middle}
        values[f"detail-{place}"] = each.segment.detail
    return frame("components/score_bar.html", bar=slotted, plain=plain, muted=muted).filled(values)


def _slotted(place: int, drawn: DrawnSegment) -> DrawnSegment:
    segment = drawn.segment
    detail = slot("detail", place) if segment.detail else ""
    return DrawnSegment(
        segment=Segment(segment.label, 0, segment.dimension, detail),
        x=slot("x", place),
        width=slot("width", place),
        middle=slot("middle", place),
        shows_mark=drawn.shows_mark,
    )
