"""The directory: what it lists, how it is narrowed, ordered and divided into pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from providers.models import Provider
from tests.people import client_of
from tests.providers import factories
from tests.providers.factories import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "/providers/"


def names(client: Client, query: str = "") -> list[str]:
    return [provider.name for provider in client.get(ADDRESS + query).context["page"]]


def test_it_lists_active_providers_by_name() -> None:
    for name in ("meridian", "Kaveri", "Northbridge"):
        factories.provider(name)
    factories.archived("Alder")

    assert names(client_of("evaluator")) == ["Kaveri", "meridian", "Northbridge"]


def test_a_line_says_who_where_and_whom_to_ask() -> None:
    provider = factories.provider("Kaveri", employees=1284, services=("statistics", "data management"))
    factories.site(provider, country="PH")
    factories.site(provider, country="IN")
    factories.site(provider, country="IN")
    factories.contact(provider, "Asha Rao")
    factories.contact(provider, "Vikram Shetty", is_main=True)

    page = client_of("evaluator").get(ADDRESS).content.decode()

    for said in ("data management, statistics", "India, Philippines", "1,284", "Vikram Shetty"):
        assert said in page
    assert "Asha Rao" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?text=kav", ["Kaveri"]),
        ("?text=private+limited", ["Kaveri"]),
        ("?text=shetty", ["Meridian"]),
        ("?text=STATISTICS", ["Kaveri"]),
        ("?text=manila", ["Meridian"]),
        ("?text=kaveri+manila", []),
        ("?text=100%25", []),
        ("?country=PH", ["Meridian"]),
        ("?service=statistics", ["Kaveri"]),
        ("?service=statistics&country=PH", []),
        ("?state=archived", ["Alder"]),
        ("?state=all", ["Alder", "Kaveri", "Meridian"]),
        ("?state=all&text=alder", ["Alder"]),
    ],
)
def test_it_is_narrowed_by_its_address(query: str, found: list[str]) -> None:
    kaveri = factories.provider("Kaveri", legal_name="K Research Private Limited", services=("Statistics",))
    factories.site(kaveri, country="IN")
    meridian = factories.provider("Meridian")
    factories.contact(meridian, "Vikram Shetty")
    factories.site(meridian, country="PH", city="Manila")
    factories.archived("Alder")

    assert names(client_of("evaluator"), query) == found


def test_removed_contacts_and_sites_lead_nowhere() -> None:
    provider = factories.provider("Kaveri")
    factories.contact(provider, "Vikram Shetty", removed_at=NOW)
    factories.site(provider, country="PH", city="Manila", removed_at=NOW)
    client = client_of("evaluator")

    assert names(client, "?text=shetty") == []
    assert names(client, "?text=manila") == []
    assert "Philippines" not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["A", "B", "C"]),
        ("-name", ["C", "B", "A"]),
        ("employees", ["C", "A", "B"]),
        ("-employees", ["A", "C", "B"]),
        ("changed", ["B", "A", "C"]),
        ("-changed", ["C", "A", "B"]),
        ("rubbish", ["A", "B", "C"]),
    ],
)
def test_it_is_ordered_by_its_address_and_unknown_sizes_come_last(sort: str, order: list[str]) -> None:
    factories.provider("A", employees=500, changed_at=NOW)
    factories.provider("B", employees=None, changed_at=NOW - timedelta(days=1))
    factories.provider("C", employees=20, changed_at=NOW + timedelta(days=1))

    assert names(client_of("evaluator"), f"?sort={sort}") == order


def test_a_long_directory_has_pages_that_keep_the_filters() -> None:
    for number in range(60):
        factories.provider(f"Firm {number:02}", employees=7)
    client = client_of("evaluator")

    assert names(client, "?text=firm&page=3&sort=-employees") == [
        f"Firm {number}" for number in range(50, 60)
    ]
    assert names(client, "?page=99") == [f"Firm {number}" for number in range(50, 60)]
    assert names(client, "?page=rubbish") == [f"Firm {number:02}" for number in range(25)]
    assert "?text=firm&amp;page=2" in client.get(ADDRESS + "?text=firm").content.decode()


@pytest.mark.parametrize(("field", "value"), [("country", "ZZ"), ("state", "deleted"), ("service", "magic")])
def test_a_filter_that_does_not_exist_is_named_at_its_field(field: str, value: str) -> None:
    factories.provider("Kaveri")

    response = client_of("evaluator").get(ADDRESS, {field: value})

    assert response.status_code == 200
    assert list(response.context["filter"].form.errors) == [field]
    assert "Select a valid choice" in response.content.decode()


def test_an_empty_directory_teaches_and_offers_the_first_step_to_those_who_may() -> None:
    page = client_of("procurement_lead").get(ADDRESS).content.decode()
    assert "No providers yet" in page
    assert "Add the first provider" in page

    page = client_of("evaluator").get(ADDRESS).content.decode()
    assert "No providers yet" in page
    assert "Add the first provider" not in page
    assert "/providers/new/" not in page


def test_a_filter_without_result_says_how_to_clear_it() -> None:
    factories.provider("Kaveri")

    page = client_of("evaluator").get(ADDRESS + "?text=nobody").content.decode()

    assert "No provider matches" in page
    assert "Clear the filters" in page
    assert "No providers yet" not in page


def test_a_directory_of_archived_ones_only_is_not_a_first_day() -> None:
    factories.archived("Alder")

    page = client_of("procurement_lead").get(ADDRESS).content.decode()

    assert "No providers yet" not in page
    assert "No provider matches" in page


def test_markup_in_names_is_shown_as_it_was_typed() -> None:
    provider = factories.provider("<b>Kaveri</b>", services=("<i>testing</i>",))
    factories.contact(provider, "<script>alert(1)</script>")

    page = client_of("evaluator").get(ADDRESS).content.decode()

    assert "&lt;b&gt;Kaveri&lt;/b&gt;" in page
    assert "&lt;script&gt;alert(1)" in page
    for raw in ("<b>Kaveri", "<i>testing", "<script>alert"):
        assert raw not in page


def test_more_lines_ask_no_more_of_the_database() -> None:
    client = client_of("procurement_lead")
    asked = []
    for wanted in (1, 3, 50):
        while Provider.objects.count() < wanted:
            provider = factories.provider(services=("statistics", "testing"))
            factories.contact(provider, is_main=True)
            factories.site(provider)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(ADDRESS)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert asked[1] == asked[2]
