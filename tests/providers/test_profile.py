"""The page of one provider, its history, and how search finds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers import actions
from providers.models import Provider
from providers.views.entries import search
from tests.people import actor, client_of
from tests.providers import factories
from tests.providers.factories import NOW, contact_facts, provider_facts, site_facts

pytestmark = pytest.mark.django_db


def a_busy_provider() -> Provider:
    by = actor("procurement_lead", name="Marieke Kuipers")
    provider = actions.create_provider(by=by, facts=provider_facts("Kaveri"), now=NOW)
    actions.change_provider(
        by=by, provider=provider, facts=provider_facts("Kaveri", employees=9), expected_version=1, now=NOW
    )
    actions.add_contact(by=by, provider=provider, facts=contact_facts("Asha Rao"), now=NOW)
    site = actions.add_site(by=by, provider=provider, facts=site_facts("Campus"), now=NOW)
    actions.remove_site(by=by, site=site, now=NOW)
    actions.create_provider(by=by, facts=provider_facts("Meridian"), now=NOW)
    return provider


def test_the_overview_says_who_where_and_whom_to_ask() -> None:
    provider = factories.provider("Kaveri", employees=1284, founded=2006, website="https://kaveri.example")
    factories.site(provider, "Campus", headcount=400)
    factories.site(provider, "Annex", headcount=None)
    factories.contact(provider, "Asha Rao", email="asha@kaveri.example")

    response = client_of("evaluator").get(f"/providers/{provider.pk}/")

    page = response.content.decode()
    for said in ("1,284", "in 1 country", "400", "2006", "Pune, India", "asha@kaveri.example"):
        assert said in page
    assert response.context["tab_context"]["people_at_sites"] == 400


def test_what_is_not_known_is_not_made_up() -> None:
    provider = factories.provider("Kaveri")
    factories.site(provider, headcount=None)

    response = client_of("evaluator").get(f"/providers/{provider.pk}/")

    assert response.context["tab_context"]["people_at_sites"] is None
    assert "not known yet" in response.content.decode()
    assert "No contacts yet" in response.content.decode()


def test_each_tab_has_its_address_and_says_where_one_is() -> None:
    provider = factories.provider("Kaveri")
    client = client_of("evaluator")

    for address, tab in (
        (f"/providers/{provider.pk}/", "overview"),
        (f"/providers/{provider.pk}/history/", "history"),
    ):
        page = client.get(address).content.decode()
        assert f'<a href="/providers/{provider.pk}/{tab}/" aria-current="page">' in page


def test_more_contacts_and_sites_ask_no_more_of_the_database() -> None:
    provider = factories.provider("Kaveri")
    client = client_of("procurement_lead")
    asked = []
    for wanted in (1, 3, 50):
        while provider.contacts.count() < wanted:
            factories.contact(provider)
            factories.site(provider)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/providers/{provider.pk}/")
        asked.append(len(queries))

    assert asked[0] == asked[1] == asked[2]


def test_markup_is_shown_as_it_was_typed() -> None:
    provider = factories.provider("<i>K</i>", summary="<script>alert(1)</script>")
    factories.contact(provider, "<b>A</b>")
    factories.site(provider, "<u>S</u>")

    page = client_of("procurement_lead").get(f"/providers/{provider.pk}/").content.decode()

    for raw in ("<i>K", "<script>alert", "<b>A", "<u>S"):
        assert raw not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_auditor_reads_what_changed_when_and_by_whom() -> None:
    provider = a_busy_provider()

    response = client_of("auditor").get(f"/providers/{provider.pk}/history/")

    told = [(str(each.what), each.detail, each.who) for each in response.context["tab_context"]["changes"]]
    assert told == [
        ("Site removed", "Campus", "Marieke Kuipers"),
        ("Site added", "Campus", "Marieke Kuipers"),
        ("Contact added", "Asha Rao", "Marieke Kuipers"),
        ("Particulars changed", "employees", "Marieke Kuipers"),
        ("Added to the directory", "", "Marieke Kuipers"),
    ]
    assert "By whom" in response.content.decode()


def test_others_read_what_changed_when_without_names() -> None:
    provider = a_busy_provider()

    response = client_of("evaluator").get(f"/providers/{provider.pk}/history/")

    assert {each.who for each in response.context["tab_context"]["changes"]} == {""}
    assert len(response.context["tab_context"]["changes"]) == 5
    assert "Marieke Kuipers" not in response.content.decode()


def test_search_finds_active_ones_first_and_says_what_they_do() -> None:
    factories.archived("Kaveri Old")
    provider = factories.provider("Kaveri Research", services=("statistics",))
    factories.site(provider, country="IN")
    reader = actor("evaluator")

    hits = search(reader, "kaveri")

    assert [(hit.title, hit.detail, hit.url) for hit in hits] == [
        ("Kaveri Research", "statistics · India", f"/providers/{provider.pk}/"),
        ("Kaveri Old", "Archived", f"/providers/{Provider.objects.get(name='Kaveri Old').pk}/"),
    ]


def test_search_finds_by_a_contacts_name_and_at_most_eight() -> None:
    for _ in range(10):
        factories.contact(factories.provider(), "Asha Rao")

    assert len(search(actor("evaluator"), "asha rao")) == 8
    assert search(actor("evaluator"), "  ") == []
    assert len(search(actor("evaluator"), "asha\0")) == 8


def test_search_tells_nothing_to_those_who_may_not_read_providers() -> None:
    factories.provider("Kaveri")

    assert search(actor("template_admin"), "kaveri") == []
