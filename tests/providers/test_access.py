"""Who may enter: readers read, managers write, the others learn nothing."""

import pytest
from django.test import Client

from providers.models import Contact, Provider, Site
from tests.people import client_of
from tests.providers import factories

pytestmark = pytest.mark.django_db

READING = ["/providers/", "/providers/{pk}/", "/providers/{pk}/overview/", "/providers/{pk}/history/"]
FORMS = [
    "/providers/new/",
    "/providers/{pk}/edit/",
    "/providers/{pk}/contacts/new/",
    "/providers/{pk}/contacts/{contact}/",
    "/providers/{pk}/sites/new/",
    "/providers/{pk}/sites/{site}/",
]
MOVES = [
    "/providers/{pk}/archive/",
    "/providers/{pk}/restore/",
    "/providers/{pk}/contacts/{contact}/remove/",
    "/providers/{pk}/contacts/{contact}/restore/",
    "/providers/{pk}/sites/{site}/remove/",
    "/providers/{pk}/sites/{site}/restore/",
]


@pytest.fixture
def keys() -> dict[str, int]:
    provider = factories.provider("Kaveri")
    contact, site = factories.contact(provider), factories.site(provider)
    return {"pk": provider.pk, "contact": contact.pk, "site": site.pk}


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "auditor"])
@pytest.mark.parametrize("address", READING)
def test_readers_read(role: str, address: str, keys: dict[str, int]) -> None:
    assert client_of(role).get(address.format(**keys)).status_code == 200


@pytest.mark.parametrize("role", ["template_admin", "administrator"])
@pytest.mark.parametrize("address", READING + FORMS)
def test_others_are_kept_out_of_every_page(role: str, address: str, keys: dict[str, int]) -> None:
    response = client_of(role).get(address.format(**keys))

    assert response.status_code == 403
    assert "Kaveri" not in response.content.decode()


@pytest.mark.parametrize("role", ["evaluator", "executive", "auditor", "template_admin", "administrator"])
@pytest.mark.parametrize("address", FORMS + MOVES)
def test_only_managers_write(role: str, address: str, keys: dict[str, int]) -> None:
    response = client_of(role).post(address.format(**keys), {"name": "Changed", "row_version": "1"})

    assert response.status_code == 403
    assert list(Provider.objects.values_list("name", "state")) == [("Kaveri", "active")]
    assert (Contact.objects.count(), Site.objects.count()) == (1, 1)


def test_readers_are_offered_nothing_they_may_not_do(keys: dict[str, int]) -> None:
    page = client_of("evaluator").get("/providers/{pk}/".format(**keys)).content.decode()

    for address in FORMS + MOVES:
        assert address.format(**keys) not in page


@pytest.mark.parametrize("address", READING + FORMS)
def test_strangers_are_asked_to_sign_in(address: str, keys: dict[str, int]) -> None:
    response = Client().get(address.format(**keys))

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/?next=/providers/")


@pytest.mark.parametrize("address", [place for place in READING + FORMS if "{pk}" in place])
def test_a_missing_provider_is_missing(address: str, keys: dict[str, int]) -> None:
    missing = {**keys, "pk": 10**20}

    assert client_of("procurement_lead").get(address.format(**missing)).status_code == 404


@pytest.mark.parametrize(
    "address", [place for place in FORMS + MOVES if "{contact}" in place or "{site}" in place]
)
def test_people_and_places_of_another_provider_are_missing_here(address: str, keys: dict[str, int]) -> None:
    foreign = {**keys, "pk": factories.provider("Meridian").pk}

    response = client_of("procurement_lead").post(address.format(**foreign), {"name": "Changed"})

    assert response.status_code == 404
    assert (Contact.objects.count(), Site.objects.count()) == (1, 1)


@pytest.mark.parametrize("address", MOVES)
def test_nothing_moves_by_following_a_link(address: str, keys: dict[str, int]) -> None:
    assert client_of("procurement_lead").get(address.format(**keys)).status_code == 405
    assert Provider.objects.get(pk=keys["pk"]).state == "active"


def test_a_tab_that_nobody_registered_does_not_exist(keys: dict[str, int]) -> None:
    assert client_of("procurement_lead").get("/providers/{pk}/salaries/".format(**keys)).status_code == 404


def test_the_sidebar_leads_here_for_those_who_may_read() -> None:
    assert 'href="/providers/"' in client_of("evaluator").get("/").content.decode()
    assert 'href="/providers/"' not in client_of("template_admin").get("/").content.decode()
