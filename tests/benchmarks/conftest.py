"""One large house for all benchmarks, growing from 50 to 200 to 800 assessments, and the table at the end."""

import gc
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from selection.models import Project
from tests.benchmarks import meter
from tests.benchmarks.saving import SaveCost, save_cost
from tests.benchmarks.world import World, begin, compared, score_all


@dataclass(frozen=True)
class House:
    """200 assessments of 100 questions, a project over some of them, and what a save cost at 50."""

    world: World
    project: Project
    save_at_50: SaveCost


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database, also where no test is marked for it: what is never rolled back must not be."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that every benchmark may use: what they save is committed, and never rolled back."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def house(database: None) -> Iterator[House]:
    """The house, with what was measured while it was small."""
    logging.disable(logging.INFO)
    call_command("createcachetable", verbosity=0)
    world = begin()
    world.grow_to(50)
    _spare_what_stays()
    save_at_50 = save_cost(world)
    world.grow_to(200)
    score_all(world)
    yield House(world, compared(world), save_at_50)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def large_house(house: House) -> House:
    """The same, grown to 800 assessments."""
    house.world.grow_to(800)
    return house


@pytest.fixture(autouse=True)
def _spared(house: House) -> None:
    _spare_what_stays()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print every figure."""
    if meter.figures:
        terminalreporter.section("measures")
        for line in meter.table():
            terminalreporter.write_line(line)


def _spare_what_stays() -> None:
    # As the workers and the web process do when they start.
    gc.collect()
    gc.freeze()
