"""What the database refuses by itself, whoever writes to it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from providers.models import Contact, Provider, Service, Site
from tests.providers import factories
from tests.providers.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"name_key": ""},
        {"state": "archived"},
        {"archived_at": NOW},
        {"state": "deleted"},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://kaveri.example"},
        {"founded": 1599},
        {"founded": 2201},
        {"employees": -1},
        {"employees": 10_000_001},
    ],
    ids=str,
)
def test_a_provider_cannot_be_stored_with(columns: dict[str, object]) -> None:
    provider = factories.provider("Kaveri")

    _refuses(lambda: Provider.objects.filter(pk=provider.pk).update(**columns))


def test_a_name_stands_once_in_whatever_spelling() -> None:
    factories.provider("Étoile Services")

    _refuses(lambda: factories.provider("étoile  SERVICES"))


def test_an_archived_provider_keeps_its_name() -> None:
    factories.archived("Kaveri")

    _refuses(lambda: factories.provider("kaveri"))


def test_a_service_stands_once_in_whatever_spelling() -> None:
    Service.objects.create(name="Data management")

    _refuses(lambda: Service.objects.create(name="data Management"))


@pytest.mark.parametrize("columns", [{"name": ""}, {"city": ""}, {"country": ""}, {"headcount": -1}], ids=str)
def test_a_site_cannot_be_stored_with(columns: dict[str, object]) -> None:
    site = factories.site(factories.provider())

    _refuses(lambda: Site.objects.filter(pk=site.pk).update(**columns))


def test_a_provider_has_one_main_contact_at_most() -> None:
    provider = factories.provider()
    factories.contact(provider, is_main=True)

    _refuses(lambda: factories.contact(provider, is_main=True))


def test_a_removed_main_contact_leaves_the_place_free() -> None:
    provider = factories.provider()
    factories.contact(provider, is_main=True, removed_at=NOW)

    assert factories.contact(provider, is_main=True).is_main


def test_an_address_stands_once_at_a_provider() -> None:
    provider = factories.provider()
    factories.contact(provider, email="asha@kaveri.example")

    _refuses(lambda: factories.contact(provider, email="Asha@Kaveri.example"))
    assert factories.contact(factories.provider(), email="asha@kaveri.example").pk


def test_contacts_without_an_address_do_not_collide() -> None:
    provider = factories.provider()

    factories.contact(provider)
    factories.contact(provider)

    assert Contact.objects.filter(provider=provider, email="").count() == 2


def _refuses(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
