"""The registries: who may see what, in which order, and nothing twice."""

from collections.abc import Sequence
from datetime import date

import pytest

from outsourcing.actors import Actor, ActorKind, Permission
from outsourcing.ui import registry
from outsourcing.ui.context_processors import nearest
from outsourcing.ui.registry import HomeAction, HomePanel, InboxItem, NavigationItem, SearchHit, Tab

pytestmark = pytest.mark.usefixtures("empty_registries")
TODAY = date(2026, 11, 23)
READER = Actor(ActorKind.USER, "1", "Rita", frozenset({Permission.READ_PROVIDERS}))
NOBODY = Actor(ActorKind.USER, "2", "Noor", frozenset())


def nothing(*_: object) -> dict[str, object]:
    return {}


def providers(actor: Actor, today: date) -> Sequence[InboxItem]:
    return [InboxItem("Later", "", "/a", "x", date(2026, 12, 1)), InboxItem("Some time", "", "/b", "x")]


def projects(actor: Actor, today: date) -> Sequence[InboxItem]:
    return [InboxItem("Late", "", "/c", "x", date(2026, 11, 1))]


def test_the_sidebar_shows_in_order_what_the_actor_may_follow() -> None:
    registry.register_navigation(
        NavigationItem("Providers", "providers:list", "x", "work", 20, Permission.READ_PROVIDERS)
    )
    registry.register_navigation(NavigationItem("Home", "ui:home", "x", "work", 0))

    assert [item.label for item in registry.navigation_for(READER)] == ["Home", "Providers"]
    assert [item.label for item in registry.navigation_for(NOBODY)] == ["Home"]


def test_home_offers_the_buttons_that_the_actor_may_press() -> None:
    action = HomeAction("New", "providers:create", "plus", Permission.READ_PROVIDERS)
    registry.register_home_action(action)

    assert registry.home_actions_for(READER) == [action]
    assert registry.home_actions_for(NOBODY) == []
    with pytest.raises(registry.AlreadyRegisteredError, match="providers:create"):
        registry.register_home_action(action)


def test_a_second_line_to_the_same_place_is_refused() -> None:
    item = NavigationItem("Home", "ui:home", "x", "work", 0)
    registry.register_navigation(item)

    with pytest.raises(registry.AlreadyRegisteredError, match="ui:home"):
        registry.register_navigation(item)


def test_the_inbox_puts_the_nearest_due_day_first_and_undated_things_last() -> None:
    registry.register_inbox(providers)
    registry.register_inbox(projects)

    assert [item.title for item in registry.inbox_of(READER, TODAY)] == ["Late", "Later", "Some time"]


def test_the_size_of_the_inbox_is_counted_where_an_app_counts_and_read_where_it_does_not() -> None:
    registry.register_inbox(providers, lambda _actor: 40)
    registry.register_inbox(projects)

    assert registry.inbox_size(READER, TODAY) == 40 + len(projects(READER, TODAY))


def test_a_source_feeds_the_inbox_once() -> None:
    registry.register_inbox(providers)

    with pytest.raises(registry.AlreadyRegisteredError):
        registry.register_inbox(providers)


def test_search_asks_every_source_with_actor_and_words() -> None:
    asked: list[tuple[str, str]] = []

    def source(actor: Actor, words: str) -> Sequence[SearchHit]:
        asked.append((actor.id, words))
        return [SearchHit("Providers", words, "", "/", "x")]

    registry.register_search(source)

    assert [hit.title for hit in registry.hits_for(READER, "kav")] == ["kav"]
    assert asked == [("1", "kav")]
    with pytest.raises(registry.AlreadyRegisteredError):
        registry.register_search(source)


def test_panels_come_in_order_and_once() -> None:
    second = HomePanel("late", "Lately", "x.html", nothing, "side", 20)
    first = HomePanel("cal", "Calendar", "x.html", nothing, "side", 10)
    registry.register_home_panel(second)
    registry.register_home_panel(first)

    assert registry.home_panels() == [first, second]
    with pytest.raises(registry.AlreadyRegisteredError):
        registry.register_home_panel(first)


def test_each_page_has_its_own_tabs() -> None:
    culture = Tab("culture", "Culture", 20, "x.html", nothing)
    people = Tab("people", "People", 10, "x.html", nothing)
    registry.register_tab("provider", culture)
    registry.register_tab("provider", people)
    registry.register_tab("project", culture)

    assert registry.tabs_for("provider") == [people, culture]
    assert registry.tabs_for("engagement") == []
    with pytest.raises(registry.AlreadyRegisteredError):
        registry.register_tab("provider", people)


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        ("selection:board", "selection:board_list"),
        ("selection:list", "selection:list"),
        ("ui:search", "ui:search"),
        ("account_login", "account_login"),
        ("jobs:list", ""),
    ],
)
def test_a_page_without_a_line_of_its_own_lights_the_nearest_one(here: str, expected: str) -> None:
    assert nearest(["ui:home", "selection:list", "selection:board_list"], here) == expected


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        ("assessments:submit", "assessments:list"),
        ("assessments:series-new", "assessments:series-list"),
        ("assessments:template-draft-edit", "assessments:templates"),
    ],
)
def test_a_letter_in_common_is_chance(here: str, expected: str) -> None:
    lines = ["assessments:list", "assessments:series-list", "assessments:templates"]

    assert nearest(lines, here) == expected
