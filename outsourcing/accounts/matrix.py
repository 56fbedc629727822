"""Every address of the product with its methods, its guard, the roles that pass it, and its object rule."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import getclosurevars, isfunction
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from outsourcing.accounts.models import Role
from outsourcing.guards import Guard


@dataclass(frozen=True)
class Route:
    """One address and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]
    parameters: tuple[str, ...] = ()

    @property
    def guard(self) -> Guard | None:
        """How its view is guarded, if anybody said so."""
        return getattr(self.view, "guard", None)

    @property
    def methods(self) -> tuple[str, ...]:
        """What it answers; nothing where nobody said so."""
        return _methods(self.view)

    @property
    def gap(self) -> str:
        """What nobody said about this address."""
        if self.guard is None:
            return "its view has no guard"
        if not self.methods:
            return "its view does not say which methods it answers"
        if self.parameters and self.guard.of is None:
            return "its address names an object, and its guard does not say whose"
        return ""


@dataclass(frozen=True)
class Line:
    """One line of the matrix, in words."""

    name: str
    pattern: str
    methods: tuple[str, ...]
    guard: str
    roles: tuple[str, ...]
    objects: str
    whose: str


def all_routes() -> list[Route]:
    """Every address, in the order of the resolver."""
    return list(_below(get_resolver().url_patterns, "", ""))


def lines(routes: Iterable[Route]) -> list[Line]:
    """The matrix, with the roles as they stand in this installation."""
    roles = list(Role.objects.all())
    return [_line(route, route.guard or Guard(), roles) for route in routes]


def _line(route: Route, guard: Guard, roles: Iterable[Role]) -> Line:
    passing = [role.key for role in roles if guard.permission in {None, *role.allowed()}]
    return Line(
        name=route.name,
        pattern=f"/{route.pattern}",
        methods=route.methods,
        guard=_guard_in_words(guard),
        roles=() if guard.public or guard.contacts else tuple(passing),
        objects=guard.of.objects if guard.of else "",
        whose=guard.of.whose if guard.of else "",
    )


def _guard_in_words(guard: Guard) -> str:
    if guard.public:
        return "public"
    return "contact" if guard.contacts else str(guard.permission or "signed in")


def _methods(view: Callable[..., Any] | None) -> tuple[str, ...]:
    # Django's decorators refuse the other methods, and keep the list of theirs to themselves.
    while view is not None:
        enclosed = getclosurevars(view).nonlocals if isfunction(view) else {}
        if "request_method_list" in enclosed:
            return tuple(enclosed["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    return ()


def _below(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern.url_patterns, address, inner)
        else:
            names = tuple(pattern.pattern.regex.groupindex)
            yield Route(f"{namespace}{pattern.name}", address, pattern.callback, names)
