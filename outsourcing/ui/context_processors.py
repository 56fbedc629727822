"""What the shell around every page shows: where one can go, and as whom."""

from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor
from outsourcing.ui.registry import NavigationItem, Text, navigation_for

GROUPS: tuple[tuple[str, Text], ...] = (("work", _("Work")), ("insight", _("Insight")), ("setup", _("Set-up")))


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
    """Asked only when a page draws it: an error page in the shell's looks needs no database."""

    request: HttpRequest
    _groups: list[Group] | None = field(default=None, init=False)

    @property
    def actor(self) -> Actor | None:
        """Who is signed in."""
        return getattr(self.request, "actor", None) if self.request.user.is_authenticated else None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The sidebar for whoever is signed in, without empty groups."""
        if self.actor is None:
            return ()
        here = self._here
        drawn = [(item.group, _line(item, self.actor, here)) for item in navigation_for(self.actor)]
        groups = [Group(label, tuple(line for key, line in drawn if key == name)) for name, label in GROUPS]
        return tuple(group for group in groups if group.lines)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The names of the person's roles."""
        roles = getattr(self.request.user, "roles", None)
        return () if roles is None else tuple(str(role) for role in roles.all())

    @property
    def _here(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else ""


def shell(request: HttpRequest) -> dict[str, object]:
    """Hand the shell to every template."""
    return {"shell": Shell(request)}


def _line(item: NavigationItem, actor: Actor, here: str) -> Line:
    return Line(
        item=item,
        is_here=item.url_name == here or _same_room(item.url_name, here),
        badge=item.badge(actor) if item.badge else 0,
    )


def _same_room(url_name: str, here: str) -> bool:
    room = url_name.rpartition(":")[0]
    return bool(room) and room != "ui" and here.startswith(f"{room}:")
