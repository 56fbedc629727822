"""Home, search, style guide and error pages."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import timezone

from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM, Actor
from outsourcing.ui import registry, views
from outsourcing.ui.registry import HomePanel, InboxItem, NavigationItem, SearchHit
from outsourcing.ui.views.entries import inbox_count
from outsourcing.ui.views.home import greeting

COMPONENTS = sorted(path.name for path in Path(settings.BASE_DIR, "templates", "components").glob("*.html"))
pytestmark = pytest.mark.usefixtures("empty_registries")


def planned(*_: object) -> dict[str, object]:
    return {"title": "Nothing planned"}


def hidden(*_: object) -> None:
    return None


def two_things(actor: Actor, today: date) -> Sequence[InboxItem]:
    return [
        InboxItem("Settle 4 ratings", "Meridian", "/a/", "intersect", today),
        InboxItem("Screen <Rao>", "Kaveri", "/b/", "person", today - timedelta(days=2)),
    ]


def providers(actor: Actor, words: str) -> Sequence[SearchHit]:
    names = ["Kaveri Research", *(f"Kaveri {number}" for number in range(12))]
    return [
        SearchHit("Providers", name, "India", "/p/1/", "building")
        for name in names
        if words.lower() in name.lower()
    ]


def projects(actor: Actor, words: str) -> Sequence[SearchHit]:
    return [SearchHit("Projects", "Kaveri take-over", "active", "/q/1/", "kanban")]


@pytest.mark.parametrize(
    ("hour", "words"),
    [(5, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening"), (3, "evening")],
)
def test_the_greeting_follows_the_clock(hour: int, words: str) -> None:
    assert greeting(hour, "Marieke Kramer") == f"Good {words}, Marieke"


def test_home_lists_what_is_mine_the_latest_first(client: Client, marieke: User) -> None:
    registry.register_inbox(two_things)
    registry.register_navigation(NavigationItem("Home", "ui:home", "house", "work", 0, badge=inbox_count))

    page = client.get("/").content.decode()

    assert "2 things are yours to do, 1 of them is late" in page
    assert page.index("Screen &lt;Rao&gt;") < page.index("Settle 4 ratings")
    assert "2 days late" in page
    assert "2 things wait" in page


def test_a_long_inbox_keeps_its_tail_folded(client: Client, marieke: User) -> None:
    registry.register_inbox(lambda *_: [InboxItem(f"Thing {n}", "", "/a/", "x") for n in range(9)])

    page = client.get("/").content.decode()

    assert "Show 3 more" in page
    assert page.index("Thing 5") < page.index("Show 3 more") < page.index("Thing 6")


def test_an_empty_home_says_what_belongs_there(client: Client, marieke: User) -> None:
    page = client.get("/").content.decode()

    assert "Nothing is yours to do right now" in page
    assert "You are up to date" in page


def test_home_shows_the_panels_that_have_something_to_show(client: Client, marieke: User) -> None:
    registry.register_home_panel(HomePanel("cal", "Calendar", "components/empty.html", planned, "side", 1))
    registry.register_home_panel(HomePanel("none", "Hidden", "components/empty.html", hidden, "main", 1))

    page = client.get("/").content.decode()

    assert "Calendar" in page
    assert "Nothing planned" in page
    assert "Hidden" not in page


def led(*_: object) -> dict[str, object]:
    return {"title": "Choose a provider", "said": "Phase III needs a decision"}


def told(context: Mapping[str, object]) -> str:
    return str(context["said"])


def decisions() -> HomePanel:
    return HomePanel("led", "Decisions", "components/empty.html", led, "main", 5, headline=told)


def test_a_leading_panel_stands_first_and_speaks_in_the_first_line(client: Client, marieke: User) -> None:
    registry.register_home_panel(decisions())
    registry.register_home_panel(HomePanel("cal", "Calendar", "components/empty.html", planned, "main", 20))
    registry.register_inbox(two_things)

    page = " ".join(client.get("/").content.decode().split())

    assert "Phase III needs a decision · 2 things are yours to do, 1 of them is late" in page
    assert page.index("Choose a provider") < page.index("Screen &lt;Rao&gt;") < page.index("Nothing planned")


def test_an_empty_list_gives_way_to_the_panels(client: Client, marieke: User) -> None:
    registry.register_home_panel(decisions())
    registry.register_home_panel(HomePanel("cal", "Calendar", "components/empty.html", planned, "main", 20))

    page = client.get("/").content.decode()

    assert page.index("Choose a provider") < page.index("Nothing planned") < page.index("You are up to date")
    assert "Nothing is yours to do right now" not in page


def test_home_reads_what_is_to_do_once(client: Client, marieke: User) -> None:
    asked: list[date] = []

    def source(actor: Actor, today: date) -> Sequence[InboxItem]:
        asked.append(today)
        return two_things(actor, today)

    registry.register_inbox(source)
    registry.register_navigation(NavigationItem("Home", "ui:home", "house", "work", 0, badge=inbox_count))

    page = client.get("/").content.decode()

    assert len(asked) == 1
    assert "2 things wait" in page


def test_strangers_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/").status_code == 302
    assert client.get("/search/").status_code == 302
    assert client.get("/style-guide/").status_code == 302


def test_search_groups_what_it_finds_by_kind(client: Client, marieke: User) -> None:
    registry.register_search(projects)
    registry.register_search(providers)

    response = client.get("/search/", {"q": "  kaveri \x00 research "})

    assert response.context["words"] == "kaveri research"
    assert [(kind, len(hits)) for kind, hits in response.context["groups"]] == [
        ("Projects", 1),
        ("Providers", 1),
    ]


@pytest.mark.parametrize(
    ("words", "text"),
    [("", "Type at least two letters"), ("k", "Type at least two letters"), ("zz", "Nothing by that name")],
)
def test_search_without_hits_says_what_to_do(client: Client, marieke: User, words: str, text: str) -> None:
    registry.register_search(providers)

    assert text in client.get("/search/", {"q": words}).content.decode()


def test_one_letter_asks_no_source(client: Client, marieke: User) -> None:
    registry.register_search(projects)

    assert client.get("/search/", {"q": "k"}).context["count"] == 0


def test_suggestions_are_few_and_say_how_many_more_there_are(client: Client, marieke: User) -> None:
    registry.register_search(providers)

    page = client.get("/search/suggestions/", {"q": "kaveri"}).content.decode()

    assert page.count("/p/1/") == 8
    assert "and 5 more" in page
    assert "<html" not in page


def test_words_are_shown_as_text(client: Client, marieke: User) -> None:
    page = client.get("/search/suggestions/", {"q": "<b>x"}).content.decode()

    assert "“&lt;b&gt;x”" in page


def test_the_style_guide_shows_every_component(client: Client, marieke: User) -> None:
    response = client.get("/style-guide/")
    rendered = {str(template.name).rpartition("/")[2] for template in response.templates}

    assert [name for name in COMPONENTS if name not in rendered] == []


def test_components_stay_small() -> None:
    folder = Path(settings.BASE_DIR, "templates", "components")
    lengths = {name: len((folder / name).read_text().splitlines()) for name in COMPONENTS}

    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_the_page_obeys_the_content_security_policy(client: Client, marieke: User) -> None:
    page = client.get("/style-guide/").content.decode()

    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert "https://" not in page


def test_a_faulty_form_names_each_field_and_keeps_what_was_typed(client: Client, marieke: User) -> None:
    page = client.get("/style-guide/").content.decode()

    assert "Not saved yet: 3 things need another look." in page
    assert '<a href="#id_faulty-mail">E-mail address</a>: Enter a valid email address.' in page
    assert 'value="nobody"' in page


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "We could not read that request"),
        (views.forbidden, 403, "not among your roles"),
        (views.not_found, 404, "This page cannot be found"),
        (views.csrf_failure, 403, "This form has grown too old"),
        (views.server_error, 500, "Something broke on our side"),
    ],
)
def test_error_pages_need_no_database(view: object, status: int, words: str) -> None:
    request = RequestFactory().get("/nowhere/")

    response = view(request)  # type: ignore[operator]

    assert response.status_code == status
    assert words in response.content.decode()


def test_a_failing_part_of_a_page_gets_a_part_and_not_a_page() -> None:
    request = RequestFactory().get("/nowhere/", headers={"HX-Request": "true"})

    page = views.server_error(request).content.decode()

    assert "<html" not in page
    assert "what you typed is still here" in page


def test_too_many_tries_has_a_page() -> None:
    assert "Too many tries" in get_template("429.html").render({}, RequestFactory().get("/"))


def test_the_badge_counts_for_today() -> None:
    seen: list[date] = []

    def source(actor: Actor, today: date) -> Sequence[InboxItem]:
        seen.append(today)
        return two_things(actor, today)

    registry.register_inbox(source)

    assert inbox_count(SYSTEM) == 2
    assert seen == [timezone.localdate()]
