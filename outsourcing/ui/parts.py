"""The small things that components take: crumbs, tabs, steps, columns of filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from outsourcing.ui.registry import Text


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Step:
    """One step of a way through, for steps.html."""

    label: Text
    state: StepState
    url: str = ""


@dataclass(frozen=True)
class TabLink:
    """One tab as a real link, for tabs.html."""

    key: str
    label: Text
    url: str
    badge: int = 0


@dataclass(frozen=True)
class Crumb:
    """One place above the page, for crumbs.html."""

    label: Text
    url: str


@dataclass(frozen=True)
class Field:
    """A name and its value, for fields.html."""

    label: Text
    value: object
    detail: Text = ""


def undo_to(url: str) -> str:
    """The extra tag that gives a message an undo button: `messages.success(…, extra_tags=undo_to(url))`."""
    return urlencode({"undo": url})


def undo_url_in(extra_tags: str) -> str:
    """The address that such a tag carries, or nothing; only paths of this house are followed."""
    url = QueryDict(extra_tags).get("undo", "") or ""
    return url if url.startswith("/") and not url.startswith(("//", "/\\")) else ""


def address_with(query: QueryDict, name: str, value: str) -> str:
    """The query string with one parameter replaced, for pages and sorting that keep the filters."""
    changed = query.copy()
    changed[name] = value
    if name != "page":
        changed.pop("page", None)
    return f"?{changed.urlencode()}"


def sort_address(query: QueryDict, name: str, current: Sequence[str]) -> str:
    """The address that sorts by a column, and turns the order when it sorts by it already."""
    return address_with(query, "sort", f"-{name}" if name in current else name)
