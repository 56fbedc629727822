"""Asks axe whether everybody can use a page."""

from functools import cache

from playwright.sync_api import Page

from outsourcing.launch.places import NODE_MODULES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    """Fail with what axe finds: the rule, and where."""
    page.evaluate(_axe())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})",
        RULES,
    )["violations"]
    lines = [f"{each['id']}: {each['help']}\n    {_places(each['nodes'])}" for each in found]
    assert not lines, f"{page.url} is not accessible:\n" + "\n".join(lines)


@cache
def _axe() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")


def _places(nodes: list[dict[str, list[str]]]) -> str:
    return "\n    ".join(" ".join(map(str, node["target"])) for node in nodes[:5])
