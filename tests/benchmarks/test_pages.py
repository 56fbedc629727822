"""Lists, the filling page and the decision board: queries, bytes, and time beside a bare view."""

from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from assessments.models import Answer
from assessments.views import listing
from tests.benchmarks import floors
from tests.benchmarks.conftest import House
from tests.benchmarks.meter import Cost, costs_of, milliseconds, note, queries_of, statements
from tests.people import signed_in

pytestmark = pytest.mark.benchmark


# Times the bare view; what a page takes above 5 is told in docs/measures.md, and shall not grow unseen.
MOST_OF_LIST, MOST_OF_SHEET, MOST_OF_BOARD, MOST_OF_HOME = 9, 11, 12, 9
# No two rounds show the same response, so that nothing drawn for one of them flatters the figure.
RESPONSES = 40


@dataclass(frozen=True)
class Page:
    """What one page took, beside the bare view and the empty shell."""

    queries: int
    length: int
    cost: Cost
    bare: Cost
    empty: Cost


@pytest.fixture
def client(house: House, settings: Any) -> Client:
    """The lead, at addresses that hold the floors too."""
    settings.ROOT_URLCONF = "tests.benchmarks.floors"
    return signed_in(house.world.lead)


def test_a_list_of_50_takes_few_queries(
    house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LINES_ON_A_PAGE", 50)

    page = _page(client, reverse("assessments:list"))

    _note(f"list of 50 of {house.world.size} assessments", page, most_queries=10)
    assert page.queries <= 10
    assert page.cost.processor <= MOST_OF_LIST * page.bare.processor


def test_a_page_of_100_questions_is_light(house: House, client: Client) -> None:
    responses = house.world.responses[:RESPONSES]
    addresses = [reverse("assessments:fill", args=[each.assessment_id, each.pk]) for each in responses]

    page = _page(client, *addresses)

    _note("questionnaire page of 100 questions", page, most_queries=15)
    note("the same, bytes", f"{page.length / 1000:.0f} kB", budget="300 kB")
    assert page.queries <= 15
    assert page.length <= 300_000
    assert page.cost.processor <= MOST_OF_SHEET * page.bare.processor


def test_the_board_asks_the_same_however_much_was_answered(house: House, client: Client) -> None:
    address = reverse("selection:board", args=[house.project.pk])
    page = _page(client, address)
    compared = house.world.responses[:4]

    with transaction.atomic():
        Answer.including_sealed.filter(response__in=compared).update(state="cleared", value=None)
        fewer = queries_of(lambda: client.get(address))
        transaction.set_rollback(True)

    _note(f"decision board over {Answer.objects.count():,} answers", page, most_queries=15)
    assert page.queries == len(fewer) <= 15
    assert page.cost.processor <= MOST_OF_BOARD * page.bare.processor


def test_home_stays_light(house: House, client: Client) -> None:
    page = _page(client, reverse("ui:home"))

    _note(f"home of somebody with {house.world.size} responses to fill", page, most_queries=0)
    assert page.queries <= 25
    assert page.cost.processor <= MOST_OF_HOME * page.bare.processor


def _page(client: Client, address: str, *others: str) -> Page:
    in_turn = cycle([*others, address])
    assert client.get(address).status_code == 200
    with statements() as heard:
        length = len(client.get(address).content)
    floors.repeat(heard, length)
    cost, bare, empty = costs_of(
        [
            lambda: client.get(next(in_turn)),
            lambda: client.get("/floors/bare/"),
            lambda: client.get("/floors/empty/"),
        ]
    )
    return Page(len(queries_of(lambda: client.get(address))), length, cost, bare, empty)


def _note(what: str, page: Page, *, most_queries: int) -> None:
    note(what, f"{page.queries} queries", budget=str(most_queries or ""))
    cost, bare, empty = page.cost, page.bare, page.empty
    for floor, words in ((bare, "bare view, same rows"), (empty, "empty page of the shell")):
        note(
            "the same, processor",
            milliseconds(cost.processor),
            budget="5 ×",
            floor=f"{milliseconds(floor.processor)} ({words})",
            ratio=cost.processor / floor.processor,
        )
    note(
        "the same, wall",
        milliseconds(cost.wall),
        floor=f"{milliseconds(bare.wall)} (bare view, same rows)",
        ratio=cost.wall / bare.wall,
    )
