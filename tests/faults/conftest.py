"""What tests under faults may ask for, and the figures that they leave for docs/faults.md."""

from collections.abc import Callable

import pytest

from tests.faults.web import busy_web, web

__all__ = ["busy_web", "web"]

FIGURES = pytest.StashKey[list[str]]()
Note = Callable[..., None]


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Keeps a line for the end of the run: `note("Redis frozen", saved=50, lost=0)`."""
    lines = request.config.stash.setdefault(FIGURES, [])

    def keep(what: str, **figures: object) -> None:
        said = ", ".join(f"{name.replace('_', ' ')} {_short(figure)}" for name, figure in figures.items())
        lines.append(f"{what}: {said}")

    return keep


def _short(figure: object) -> str:
    return f"{figure:.2f} s" if isinstance(figure, float) else str(figure)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the figures."""
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(line)
