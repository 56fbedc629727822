"""Tags that put components onto a page."""

from collections.abc import Mapping, Sequence

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from outsourcing.ui import bars, drawn, frames, parts, plotting
from outsourcing.ui.bars import ScoreBar, Segment
from outsourcing.ui.charts import Chart
from outsourcing.ui.registry import Tone

register = template.Library()

register.simple_tag(frames.slot, name="slot")
register.simple_tag(drawn.pill, name="pill")
register.simple_tag(drawn.due_pill, name="due_pill")
register.simple_tag(drawn.inbox_item, name="inbox_item")
register.simple_tag(drawn.progress_line, name="progress_line")
register.simple_tag(drawn.score_bar, name="score_bar")

TONES = {"success": Tone.OK, "warning": Tone.WARN, "error": Tone.BAD}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*pairs: object) -> dict[str, object]:
    """The way back up: `{% crumbs "Providers" url_of_providers "Kaveri" url_of_kaveri %}`."""
    labels, urls = pairs[::2], pairs[1::2]
    return {"crumbs": [parts.Crumb(str(label), str(url)) for label, url in zip(labels, urls, strict=True)]}


@register.inclusion_tag("components/score_legend.html")
def score_legend(score_bars: Sequence[ScoreBar]) -> dict[str, tuple[Segment, ...]]:
    """One legend for many score bars."""
    return {"segments": bars.legend_of(score_bars)}


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, values: Mapping[str, object]) -> SafeString:
    """Render another template with its own context: `{% part tab.template tab_context %}`."""
    request: HttpRequest | None = context.get("request")
    return render_to_string(name, dict(values), request=request)


@register.simple_tag(takes_context=True)
def with_query(context: Context, name: str, value: object) -> str:
    """The present address with one parameter replaced; filters stay as they are."""
    return parts.address_with(context["request"].GET, name, str(value))


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page[object]) -> dict[str, object]:
    """Links between the pages of a long list."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "pages": list(pages), "request": context["request"]}


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def sort_head(context: Context, name: str, label: str, *, numeric: bool = False) -> dict[str, object]:
    """A column head that sorts: first rising, then falling."""
    query = context["request"].GET
    current = query.getlist("sort")
    direction = "ascending" if name in current else "descending" if f"-{name}" in current else ""
    return {
        "label": label,
        "url": parts.sort_address(query, name, current),
        "direction": direction,
        "numeric": numeric,
    }


@register.filter
def percent(share: float | None) -> str:
    """A share from 0 to 1 as an SVG length."""
    return bars.percent(share or 0.0)


@register.filter
def figure(chart: Chart) -> dict[str, object]:
    """What plotly.js draws, for json_script."""
    return plotting.figure(chart)


@register.filter
def tone_of(message: Message) -> Tone:
    """The tone of a message by its level."""
    return TONES.get(message.level_tag or "", Tone.INFO)


@register.filter
def undo_url(message: Message) -> str:
    """Where the undo button of a message leads, if it has one."""
    return parts.undo_url_in(message.extra_tags or "")
