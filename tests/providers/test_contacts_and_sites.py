"""The people at a provider and its places, through their pages."""

import pytest

from providers.models import Contact, Site
from tests.people import client_of, person, signed_in
from tests.providers import factories
from tests.providers.factories import NOW

pytestmark = pytest.mark.django_db
ASHA = {
    "name": "Asha Rao",
    "position": "Head of delivery",
    "email": "asha@kaveri.example",
    "phone": "+91 80 1",
}
CAMPUS = {"name": "Campus", "city": "Pune", "country": "IN", "headcount": "400", "work": "Statistics"}


def test_a_contact_is_added() -> None:
    provider = factories.provider("Kaveri")

    page = client_of("procurement_lead").post(f"/providers/{provider.pk}/contacts/new/", ASHA, follow=True)

    contact = provider.contacts.get()
    assert (contact.name, contact.position, contact.email) == (ASHA["name"], ASHA["position"], ASHA["email"])
    assert contact.is_main
    assert "Asha Rao is on the list." in page.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("name", "", "This field is required."),
        ("email", "asha", "Enter a valid email address."),
        ("email", "LENA@kaveri.example", "Lena Vogt has this address already."),
        ("phone", "1" * 41, "at most 40 characters"),
    ],
)
def test_a_refused_contact_names_field_and_reason(field: str, typed: str, reason: str) -> None:
    provider = factories.provider()
    factories.contact(provider, "Lena Vogt", email="lena@kaveri.example")

    response = client_of("procurement_lead").post(
        f"/providers/{provider.pk}/contacts/new/", {**ASHA, field: typed}
    )

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert reason in form.errors[field][0]
    assert form["position"].value() == "Head of delivery"
    assert Contact.objects.count() == 1


def test_a_contact_is_changed_and_the_second_saver_is_told() -> None:
    provider = factories.provider()
    contact = factories.contact(provider, "Asha")
    address = f"/providers/{provider.pk}/contacts/{contact.pk}/"
    first = signed_in(person("procurement_lead", name="John Okafor"))
    assert first.post(address, {**ASHA, "row_version": "1", "is_main": "on"}).status_code == 302

    response = client_of("procurement_lead").post(address, {**ASHA, "name": "A. Rao", "row_version": "1"})

    assert response.status_code == 409
    assert "John Okafor saved in the meantime" in response.content.decode()
    assert [(each.label, each.stored, each.typed) for each in response.context["form"].differences] == [
        ("Name", "Asha Rao", "A. Rao"),
        ("Main contact", "yes", "no"),
    ]
    assert Contact.objects.get().name == "Asha Rao"


def test_removing_a_contact_can_be_undone() -> None:
    provider = factories.provider()
    contact = factories.contact(provider, "Asha Rao")
    client = client_of("procurement_lead")

    page = client.post(
        f"/providers/{provider.pk}/contacts/{contact.pk}/remove/", follow=True
    ).content.decode()
    assert "Asha Rao is off the list." in page
    assert f'action="/providers/{provider.pk}/contacts/{contact.pk}/restore/"' in page
    assert list(provider.contacts.all()) == []
    assert client.get(f"/providers/{provider.pk}/contacts/{contact.pk}/").status_code == 404

    client.post(f"/providers/{provider.pk}/contacts/{contact.pk}/restore/")
    assert list(provider.contacts.all()) == [contact]


def test_an_undo_that_cannot_be_says_why() -> None:
    provider = factories.provider()
    contact = factories.contact(provider, "Asha Rao", email="desk@kaveri.example", removed_at=NOW)
    factories.contact(provider, email="desk@kaveri.example")

    page = client_of("procurement_lead").post(
        f"/providers/{provider.pk}/contacts/{contact.pk}/restore/", follow=True
    )

    assert "Asha Rao stays off the list: another contact has the same" in page.content.decode()


def test_a_site_is_added_and_its_country_named() -> None:
    provider = factories.provider()

    page = client_of("procurement_lead").post(f"/providers/{provider.pk}/sites/new/", CAMPUS, follow=True)

    site = provider.sites.get()
    assert (site.name, site.city, site.country.code, site.headcount) == ("Campus", "Pune", "IN", 400)
    assert "Pune, India" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("name", "", "This field is required."),
        ("city", "", "This field is required."),
        ("country", "", "This field is required."),
        ("country", "XX", "Select a valid choice."),
        ("headcount", "-5", "A number of people cannot be below 0."),
        ("headcount", "many", "Give a whole number, such as 1200."),
    ],
)
def test_a_refused_site_names_field_and_reason(field: str, typed: str, reason: str) -> None:
    provider = factories.provider()

    response = client_of("procurement_lead").post(
        f"/providers/{provider.pk}/sites/new/", {**CAMPUS, field: typed}
    )

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert reason in form.errors[field][0]
    assert form["work"].value() == "Statistics"
    assert Site.objects.count() == 0


def test_a_site_is_changed_and_the_second_saver_is_told_in_words() -> None:
    provider = factories.provider()
    site = factories.site(provider, country="IN")
    address = f"/providers/{provider.pk}/sites/{site.pk}/"
    client = client_of("procurement_lead")
    assert client.post(address, {**CAMPUS, "country": "PH", "row_version": "1"}).status_code == 302

    response = client.post(address, {**CAMPUS, "headcount": "", "row_version": "1"})

    assert response.status_code == 409
    assert [(each.label, each.stored, each.typed) for each in response.context["form"].differences] == [
        ("Country", "Philippines", "India"),
        ("Headcount", "400", "nothing"),
    ]


def test_removing_a_site_can_be_undone() -> None:
    provider = factories.provider()
    site = factories.site(provider, "Campus")
    client = client_of("procurement_lead")

    page = client.post(f"/providers/{provider.pk}/sites/{site.pk}/remove/", follow=True).content.decode()
    assert "Campus is off the list." in page
    assert list(provider.sites.all()) == []

    client.post(f"/providers/{provider.pk}/sites/{site.pk}/restore/")
    assert list(provider.sites.all()) == [site]
