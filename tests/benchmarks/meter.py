"""Measures a piece of work and keeps every figure for the table at the end of the run."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 15


@dataclass(frozen=True)
class Cost:
    """The least that some rounds of the same work took, in seconds."""

    processor: float
    wall: float


@dataclass(frozen=True)
class Figure:
    """One line of the table; without a budget it only informs."""

    what: str
    found: str
    budget: str = ""
    floor: str = ""
    ratio: float | None = None


figures: list[Figure] = []


def note(what: str, found: str, *, budget: str = "", floor: str = "", ratio: float | None = None) -> None:
    """Keep a figure for the table."""
    figures.append(Figure(what, found, budget, floor, ratio))


def cost_of(work: Callable[[], object], *, rounds: int = ROUNDS) -> Cost:
    """The least cost of the rounds: other programs on the machine only ever add to it."""
    (cost,) = costs_of([work], rounds=rounds)
    return cost


def costs_of(works: Sequence[Callable[[], object]], *, rounds: int = ROUNDS) -> list[Cost]:
    """The costs of several pieces of work, taken in turns so that a busy moment meets all of them."""
    for work in works:
        work()
    taken = [[once(work) for work in works] for _ in range(rounds)]
    return [
        Cost(min(cost.processor for cost in column), min(cost.wall for cost in column))
        for column in zip(*taken, strict=True)
    ]


def queries_of(work: Callable[[], object]) -> list[str]:
    """The statements of the work, those that frame its transactions included."""
    with CaptureQueriesContext(connection) as captured:
        work()
        return [query["sql"] for query in captured.captured_queries]


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Listen to every statement with its parameters, so that a floor can repeat it."""
    heard: list[tuple[str, Any]] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params))
        return execute(sql, params, many, context)

    with ExitStack() as listening:
        listening.enter_context(connection.execute_wrapper(listen))
        yield heard


def table() -> list[str]:
    """The figures as lines of Markdown."""
    head = ["| what | found | budget | floor of the same run | times the floor |", "|---|---|---|---|---|"]
    rows = [
        f"| {each.what} | {each.found} | {each.budget} | {each.floor} | "
        f"{'' if each.ratio is None else format(each.ratio, '.1f')} |"
        for each in figures
    ]
    return [*head, *rows]


def milliseconds(seconds: float) -> str:
    """A short time in words."""
    return f"{seconds * 1000:.1f} ms"


def once(work: Callable[[], object]) -> Cost:
    """What doing it one time costs."""
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return Cost(time.process_time() - processor, time.perf_counter() - wall)
