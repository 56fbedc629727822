"""What each write does, and the one event it leaves in the trail."""

from datetime import timedelta

import pytest

from outsourcing.audit.models import AuditEvent
from providers import actions
from providers.models import Contact, Provider, ProviderState, Site
from tests.people import actor
from tests.providers import factories
from tests.providers.factories import NOW, contact_facts, provider_facts, site_facts

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def events() -> list[tuple[str, str, dict[str, object]]]:
    return list(AuditEvent.objects.order_by("id").values_list("action", "object_label", "digest"))


def countries(provider: Provider) -> list[str]:
    return list(provider.country_names)


def test_creating_a_provider_stores_every_fact_and_one_event() -> None:
    by = actor("procurement_lead", name="Marieke Kuipers")
    facts = provider_facts(
        legal_name="Kaveri Research Private Limited",
        website="https://kaveri.example",
        summary="Biostatistics.",
        founded=2006,
        employees=1284,
        services=("statistics", "data management"),
    )

    made = actions.create_provider(by=by, facts=facts, now=NOW)

    stored = Provider.objects.get(pk=made.pk)
    assert (stored.name, stored.legal_name) == ("Kaveri Research", "Kaveri Research Private Limited")
    assert (stored.website, stored.summary) == ("https://kaveri.example", "Biostatistics.")
    assert (stored.founded, stored.employees, stored.row_version) == (2006, 1284, 1)
    assert stored.service_names == ("data management", "statistics")
    assert (stored.created_at, stored.changed_at, stored.changed_by) == (NOW, NOW, "Marieke Kuipers")
    assert events() == [("provider.created", "Kaveri Research", {})]


def test_a_taken_name_is_refused_and_nothing_is_recorded() -> None:
    factories.provider("Kaveri Research")

    with pytest.raises(actions.NameTakenError):
        actions.create_provider(
            by=actor("procurement_lead"), facts=provider_facts("KAVERI research"), now=NOW
        )

    assert Provider.objects.count() == 1
    assert events() == []


def test_a_service_in_another_spelling_is_the_same_service() -> None:
    other = factories.provider(services=("Data management",))

    made = actions.create_provider(
        by=actor("procurement_lead"), facts=provider_facts(services=("data MANAGEMENT",)), now=NOW
    )

    assert list(made.services.all()) == list(other.services.all())


def test_changing_a_provider_raises_its_version_and_names_the_fields() -> None:
    provider = factories.provider("Kaveri", employees=10, services=("statistics",))

    actions.change_provider(
        by=actor("procurement_lead", name="John Okafor"),
        provider=provider,
        facts=provider_facts("Kaveri", employees=12, services=("testing",)),
        expected_version=1,
        now=LATER,
    )

    stored = Provider.objects.get(pk=provider.pk)
    assert (stored.employees, stored.service_names, stored.row_version) == (12, ("testing",), 2)
    assert (stored.created_at, stored.changed_at, stored.changed_by) == (NOW, LATER, "John Okafor")
    assert events() == [("provider.changed", "Kaveri", {"fields": "employees, services"})]


def test_the_second_of_two_savers_changes_nothing() -> None:
    provider = factories.provider("Kaveri", employees=10)
    seen_by_both = Provider.objects.get(pk=provider.pk)
    by = actor("procurement_lead")
    actions.change_provider(
        by=by, provider=provider, facts=provider_facts("Kaveri", employees=11), expected_version=1, now=NOW
    )

    with pytest.raises(actions.StaleError):
        actions.change_provider(
            by=by,
            provider=seen_by_both,
            facts=provider_facts("Kaveri", employees=99, services=("testing",)),
            expected_version=1,
            now=NOW,
        )

    stored = Provider.objects.get(pk=provider.pk)
    assert (stored.employees, stored.service_names, stored.row_version) == (11, (), 2)
    assert len(events()) == 1


def test_editing_does_not_undo_an_archiving_that_happened_meanwhile() -> None:
    provider = factories.provider("Kaveri")
    by = actor("procurement_lead")
    actions.archive_provider(by=by, provider=Provider.objects.get(pk=provider.pk), now=NOW)

    actions.change_provider(
        by=by, provider=provider, facts=provider_facts("Kaveri", employees=5), expected_version=1, now=NOW
    )

    assert Provider.objects.get(pk=provider.pk).is_archived


def test_archiving_and_restoring_leave_one_event_each_however_often_asked() -> None:
    provider = factories.provider("Kaveri")
    by = actor("procurement_lead")

    for _ in range(2):
        actions.archive_provider(by=by, provider=provider, now=NOW)
    assert (provider.state, provider.archived_at) == (ProviderState.ARCHIVED, NOW)
    for _ in range(2):
        actions.restore_provider(by=by, provider=provider)

    assert (provider.state, provider.archived_at) == (ProviderState.ACTIVE, None)
    assert [event[0] for event in events()] == ["provider.archived", "provider.restored"]


def test_the_first_contact_is_the_main_one_and_another_can_take_over() -> None:
    provider = factories.provider()
    by = actor("procurement_lead")

    first = actions.add_contact(by=by, provider=provider, facts=contact_facts("Asha Rao"), now=NOW)
    second = actions.add_contact(by=by, provider=provider, facts=contact_facts("Lena Vogt"), now=NOW)
    assert (first.is_main, second.is_main) == (True, False)
    actions.change_contact(
        by=by, contact=second, facts=contact_facts("Lena Vogt", is_main=True), expected_version=1, now=NOW
    )

    assert list(provider.contacts.filter(is_main=True)) == [second]
    assert [event[0] for event in events()] == ["contact.added", "contact.added", "contact.changed"]
    assert events()[-1][2] == {"provider": provider.pk, "fields": "is_main"}


def test_a_removed_contact_is_gone_from_the_list_and_comes_back() -> None:
    provider = factories.provider()
    contact = factories.contact(provider, "Asha Rao")
    by = actor("procurement_lead")

    for _ in range(2):
        actions.remove_contact(by=by, contact=contact, now=NOW)
    assert list(provider.contacts.all()) == []
    contact = Contact.with_removed.get(pk=contact.pk)
    for _ in range(2):
        actions.restore_contact(by=by, contact=contact)

    assert list(provider.contacts.all()) == [contact]
    assert [event[0] for event in events()] == ["contact.removed", "contact.restored"]


def test_who_became_main_contact_meanwhile_stays_it() -> None:
    provider = factories.provider()
    old = factories.contact(provider, is_main=True, removed_at=NOW)
    new = factories.contact(provider, is_main=True)

    actions.restore_contact(by=actor("procurement_lead"), contact=old)

    assert list(provider.contacts.filter(is_main=True)) == [new]


def test_a_contact_whose_address_was_given_away_stays_removed() -> None:
    provider = factories.provider()
    old = factories.contact(provider, email="desk@kaveri.example", removed_at=NOW)
    factories.contact(provider, email="DESK@kaveri.example")

    with pytest.raises(actions.EmailTakenError):
        actions.restore_contact(by=actor("procurement_lead"), contact=old)

    assert Contact.with_removed.get(pk=old.pk).removed_at == NOW
    assert events() == []


def test_a_site_is_added_changed_removed_and_brought_back() -> None:
    provider = factories.provider()
    by = actor("procurement_lead")

    site = actions.add_site(by=by, provider=provider, facts=site_facts("Campus", headcount=40), now=NOW)
    site = Site.objects.get(pk=site.pk)
    actions.change_site(
        by=by,
        site=site,
        facts=site_facts("Campus", country="PH", headcount=40),
        expected_version=1,
        now=LATER,
    )
    assert countries(provider) == ["Philippines"]
    for _ in range(2):
        actions.remove_site(by=by, site=site, now=NOW)
    assert countries(provider) == []
    for _ in range(2):
        actions.restore_site(by=by, site=site)

    assert countries(provider) == ["Philippines"]
    assert [event[0] for event in events()] == ["site.added", "site.changed", "site.removed", "site.restored"]
    assert events()[1][2] == {"provider": provider.pk, "fields": "country"}


def test_the_second_of_two_savers_of_a_contact_or_a_site_is_told() -> None:
    provider = factories.provider()
    contact, site = factories.contact(provider), factories.site(provider)
    by = actor("procurement_lead")

    with pytest.raises(actions.StaleError):
        actions.change_contact(by=by, contact=contact, facts=contact_facts(), expected_version=0, now=NOW)
    with pytest.raises(actions.StaleError):
        actions.change_site(by=by, site=site, facts=site_facts(), expected_version=7, now=NOW)
