"""Every address of the product, as the matrix of access lists them, with an example of each."""

import re

from outsourcing.accounts.matrix import Route, all_routes

__all__ = ["Route", "all_routes", "example"]

EXAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}
CAPTURE = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")


def example(route: Route) -> str:
    """An address of this shape; what it names need not exist."""
    return "/" + CAPTURE.sub(lambda found: EXAMPLES[found["kind"] or "str"], route.pattern)
