"""The registries through which the apps above feed the shell, the home page and the search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from django.utils.functional import Promise

from outsourcing.actors import Actor, Permission

Text = str | Promise
NavigationGroup = Literal["work", "insight", "setup"]
Column = Literal["main", "side"]
PortalState = Literal["asked", "done", "results"]
INBOX_POSITION = 10


class Tone(StrEnum):
    """How a thing stands; always said in words as well."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    NONE = "none"


class AlreadyRegisteredError(ValueError):
    """Two apps want the same place."""


@dataclass(frozen=True)
class NavigationItem:
    """One line of the sidebar."""

    label: Text
    url_name: str
    icon: str
    group: NavigationGroup
    position: int
    permission: Permission | None = None
    badge: Callable[[Actor], int] | None = None
    pages: tuple[str, ...] = ()  # Other pages on which this line is the one where one is.


@dataclass(frozen=True)
class InboxItem:
    """One thing that is somebody's to do."""

    title: Text
    detail: Text
    url: str
    icon: str
    due: date | None = None
    tone: Tone = Tone.NONE


@dataclass(frozen=True)
class SearchHit:
    """One thing found, and where it lives."""

    kind_label: Text
    title: str
    detail: str
    url: str
    icon: str


@dataclass(frozen=True)
class HomePanel:
    """A card on the home page; a context of None keeps it away.

    In the main column it stands before what is theirs to do where its position is below `INBOX_POSITION`.
    What its headline makes of the context leads the page's first line; nothing to say is an empty text.
    """

    key: str
    title: Text
    template: str
    context: Callable[[Actor, date], Mapping[str, object] | None]
    column: Column
    position: int
    headline: Callable[[Mapping[str, object]], str] | None = None


@dataclass(frozen=True)
class HomeAction:
    """A button in the head of the home page, for those who hold the permission."""

    label: Text
    url_name: str
    icon: str
    permission: Permission


@dataclass(frozen=True)
class Tab:
    """A tab that an upper app adds to a page of a lower one."""

    key: str
    label: Text
    position: int
    template: str
    context: Callable[[Actor, object, date], Mapping[str, object]]
    badge: Callable[[Actor, object], int] | None = None


@dataclass(frozen=True)
class Panel:
    """What an upper app shows at a place of a lower one's page; a context of None keeps it away.

    `fact` is the template of one figure among the figures of the page, `template` that of a card below.
    """

    key: str
    position: int
    fact: str
    template: str
    context: Callable[[Actor, object, date], Mapping[str, object] | None]


@dataclass(frozen=True)
class FilledPanel:
    """A panel with what it shows."""

    panel: Panel
    content: Mapping[str, object]


@dataclass(frozen=True)
class PortalTask:
    """One thing that a provider's people are asked for, did, or may read, on the home of the portal."""

    title: Text
    what_for: str
    asked_by: str
    url: str
    button: Text
    icon: str
    state: PortalState
    due: date | None = None
    detail: Text = ""
    progress: float | None = None


InboxSource = Callable[[Actor, date], Sequence[InboxItem]]
InboxCount = Callable[[Actor], int]
PortalSource = Callable[[Actor, date], Sequence[PortalTask]]
SearchSource = Callable[[Actor, str], Sequence[SearchHit]]

_navigation: dict[str, NavigationItem] = {}
_inbox_sources: dict[InboxSource, InboxCount | None] = {}
_portal_sources: list[PortalSource] = []
_search_sources: list[SearchSource] = []
_home_panels: dict[str, HomePanel] = {}
_home_actions: dict[str, HomeAction] = {}
_tabs: dict[str, dict[str, Tab]] = {}
_panels: dict[str, dict[str, Panel]] = {}


def register_navigation(item: NavigationItem) -> None:
    """Put a line into the sidebar."""
    _refuse_second(item.url_name, _navigation)
    _navigation[item.url_name] = item


def register_inbox(source: InboxSource, count: InboxCount | None = None) -> None:
    """Let an app say what is somebody's to do, and how many things that are where counting costs less."""
    if source in _inbox_sources:
        raise AlreadyRegisteredError(f"{source!r} feeds the inbox already.")
    _inbox_sources[source] = count


def register_portal_task(source: PortalSource) -> None:
    """Let an app say what a provider's people are asked for, did, and may read."""
    if source in _portal_sources:
        raise AlreadyRegisteredError(f"{source!r} feeds the portal already.")
    _portal_sources.append(source)


def register_search(source: SearchSource) -> None:
    """Let an app be searched."""
    if source in _search_sources:
        raise AlreadyRegisteredError(f"{source!r} feeds the search already.")
    _search_sources.append(source)


def register_home_panel(panel: HomePanel) -> None:
    """Put a card on the home page."""
    _refuse_second(panel.key, _home_panels)
    _home_panels[panel.key] = panel


def register_home_action(action: HomeAction) -> None:
    """Put a button into the head of the home page."""
    _refuse_second(action.url_name, _home_actions)
    _home_actions[action.url_name] = action


def register_tab(page: str, tab: Tab) -> None:
    """Put a tab on a page, such as `provider`."""
    tabs = _tabs.setdefault(page, {})
    _refuse_second(tab.key, tabs)
    tabs[tab.key] = tab


def register_panel(place: str, panel: Panel) -> None:
    """Show something of an upper app at a place of a lower one's page, such as `provider people`."""
    panels = _panels.setdefault(place, {})
    _refuse_second(panel.key, panels)
    panels[panel.key] = panel


def navigation_for(actor: Actor) -> list[NavigationItem]:
    """The sidebar's lines that this actor may follow, in order."""
    allowed = [item for item in _navigation.values() if item.permission is None or actor.may(item.permission)]
    return sorted(allowed, key=lambda item: item.position)


def inbox_of(actor: Actor, today: date) -> list[InboxItem]:
    """Everything that is this actor's to do: what is due first comes first, what has no date last."""
    items = [item for source in _inbox_sources for item in source(actor, today)]
    return sorted(items, key=lambda item: item.due or date.max)


def inbox_size(actor: Actor, today: date) -> int:
    """How many things are this actor's to do; asked by every page, for the sidebar."""
    return sum(
        count(actor) if count else len(source(actor, today)) for source, count in _inbox_sources.items()
    )


def portal_tasks_of(actor: Actor, today: date) -> list[PortalTask]:
    """Everything that concerns this contact: what is due first comes first, what has no date last."""
    tasks = [task for source in _portal_sources for task in source(actor, today)]
    return sorted(tasks, key=lambda task: task.due or date.max)


def hits_for(actor: Actor, words: str) -> list[SearchHit]:
    """Everything that this actor may see and that matches the words."""
    return [hit for source in _search_sources for hit in source(actor, words)]


def home_panels() -> list[HomePanel]:
    """The cards of the home page, in order."""
    return sorted(_home_panels.values(), key=lambda panel: panel.position)


def home_actions_for(actor: Actor) -> list[HomeAction]:
    """The buttons of the home page that this actor may press."""
    return [action for action in _home_actions.values() if actor.may(action.permission)]


def tabs_for(page: str) -> list[Tab]:
    """The tabs of a page, in order."""
    return sorted(_tabs.get(page, {}).values(), key=lambda tab: tab.position)


def panels_at(place: str, actor: Actor, page_of: object, today: date) -> list[FilledPanel]:
    """What upper apps have to show there to this actor, in order."""
    panels = sorted(_panels.get(place, {}).values(), key=lambda panel: panel.position)
    filled = [(panel, panel.context(actor, page_of, today)) for panel in panels]
    return [FilledPanel(panel, content) for panel, content in filled if content is not None]


def _refuse_second(key: str, registered: Mapping[str, object]) -> None:
    if key in registered:
        raise AlreadyRegisteredError(f"{key!r} is registered already.")
