"""The files of the project, as the tests of the house look at them."""

from collections.abc import Iterator
from pathlib import Path

from outsourcing.launch.places import ROOT

ROOMS = ("outsourcing", "providers", "assessments", "selection", "engagements", "tests")
FOLDERS = (*ROOMS, "templates", "static", "docs", "requirements", ".ci", "locale")
NOT_OURS = {"vendor", "__pycache__"}
TEXT = {".py", ".html", ".css", ".js", ".json", ".md", ".txt", ".toml", ".svg", ".csv", ".po", ""}


def ours(*suffixes: str) -> Iterator[Path]:
    """Files of the project with one of these endings, or every text file."""
    wanted = set(suffixes) or TEXT
    for path in _everything():
        inside = path.relative_to(ROOT)
        if path.is_file() and path.suffix in wanted and not NOT_OURS.intersection(inside.parts):
            yield path


def name(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


def _everything() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if not path.name.startswith("."))
    for folder in FOLDERS:
        yield from (ROOT / folder).rglob("*")
