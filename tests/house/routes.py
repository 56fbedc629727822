"""Every address of the product, as the resolver knows them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from outsourcing.guards import Guard

EXAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}
CAPTURE = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")


@dataclass(frozen=True)
class Route:
    """One address and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def guard(self) -> Guard | None:
        """How its view is guarded, if anybody said so."""
        return getattr(self.view, "guard", None)

    @property
    def example(self) -> str:
        """An address of this shape; what it names need not exist."""
        return "/" + CAPTURE.sub(lambda found: EXAMPLES[found["kind"] or "str"], self.pattern)


def all_routes() -> list[Route]:
    """Every address."""
    return list(_below(get_resolver().url_patterns, "", ""))


def _below(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern.url_patterns, address, inner)
        else:
            yield Route(f"{namespace}{pattern.name}", address, pattern.callback)
