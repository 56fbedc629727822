"""What the shell around every page shows: where one can go, and as whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor
from outsourcing.ui.registry import NavigationItem, Text, navigation_for

GROUPS: tuple[tuple[str, Text], ...] = (
    ("work", _("Work")),
    ("insight", _("Insight")),
    ("setup", _("Set-up")),
)


@dataclass(frozen=True)
class Line:
    """A line of the sidebar as drawn."""

    item: NavigationItem
    is_here: bool
    badge: int


@dataclass(frozen=True)
class Group:
    """A group of the sidebar as drawn."""

    label: Text
    lines: tuple[Line, ...]


@dataclass
class Shell:
    """Asked only when a page draws it: an error page in the shell's looks needs no database.

    `counted` holds the badges that the page itself has counted already, by the name of their line.
    """

    request: HttpRequest
    counted: Mapping[str, int] = field(default_factory=dict)

    @property
    def actor(self) -> Actor | None:
        """Who is signed in."""
        return getattr(self.request, "actor", None) if self.request.user.is_authenticated else None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The sidebar for whoever is signed in, without empty groups."""
        if self.actor is None:
            return ()
        items = navigation_for(self.actor)
        owners = (item.url_name for item in items if self._here in item.pages)
        here = next(owners, "") or nearest([item.url_name for item in items], self._here)
        drawn = [(item.group, self._line(item, self.actor, here)) for item in items]
        groups = [Group(label, tuple(line for key, line in drawn if key == name)) for name, label in GROUPS]
        return tuple(group for group in groups if group.lines)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The names of the person's roles."""
        return tuple(str(role) for role in getattr(self.request.user, "current_roles", ()))

    @property
    def _here(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else ""

    def _line(self, item: NavigationItem, actor: Actor, here: str) -> Line:
        badge = self.counted.get(item.url_name)
        if badge is None:
            badge = item.badge(actor) if item.badge else 0
        return Line(item=item, is_here=item.url_name == here, badge=badge)


def shell(request: HttpRequest) -> dict[str, object]:
    """Hand the shell to every template."""
    return {"shell": Shell(request)}


# Fewer letters in common are chance: `submit` is no page of `series`.
A_WORD = 4


def nearest(url_names: list[str], here: str) -> str:
    """The sidebar's line for a page: its own, else the one named alike, else the first of its room."""
    room = here.rpartition(":")[0]
    if here in url_names or not room or room == "ui":
        return here
    neighbours = [name for name in url_names if name.startswith(f"{room}:")]
    alike = [name for name in neighbours if _shared_letters(name, here) >= len(room) + 1 + A_WORD]
    return max(alike or neighbours[:1], key=lambda name: _shared_letters(name, here), default="")


def _shared_letters(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
