"""Adding and changing a provider, and what its form refuses."""

import pytest

from outsourcing.audit.models import AuditEvent
from providers.models import Provider
from tests.people import client_of, person, signed_in
from tests.providers import factories

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Kaveri Research",
    "legal_name": "Kaveri Research Private Limited",
    "website": "https://kaveri.example",
    "summary": "Biostatistics for mid-sized sponsors.",
    "services": "statistics, data management",
    "founded": "2006",
    "employees": "1284",
}


def test_a_provider_is_added_and_its_page_opens() -> None:
    response = client_of("procurement_lead").post("/providers/new/", TYPED, follow=True)

    provider = Provider.objects.get()
    assert response.redirect_chain == [(f"/providers/{provider.pk}/", 302)]
    assert (provider.founded, provider.employees) == (2006, 1284)
    assert provider.service_names == ("data management", "statistics")
    assert "Kaveri Research is in the directory." in response.content.decode()


def test_a_name_is_enough() -> None:
    client_of("procurement_lead").post("/providers/new/", {"name": "  Kaveri   Research "})

    provider = Provider.objects.get()
    assert provider.name == "Kaveri Research"
    assert (provider.founded, provider.employees, provider.website) == (None, None, "")


def test_a_bare_host_becomes_a_secure_address() -> None:
    client_of("procurement_lead").post("/providers/new/", {**TYPED, "website": "www.kaveri.example"})

    assert Provider.objects.get().website == "https://www.kaveri.example"


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("name", "", "This field is required."),
        ("name", " \t ", "This field is required."),
        ("name", "x" * 121, "at most 120 characters"),
        ("website", "javascript:alert(1)", "This is no web address."),
        ("website", "ftp://kaveri.example", "This is no web address."),
        ("website", "not an address", "This is no web address."),
        ("founded", "1599", "Give a year from 1600 to "),
        ("founded", "2999", "Give a year from 1600 to "),
        ("founded", "long ago", "Give a year from 1600 to "),
        ("employees", "-1", "A number of people cannot be below 0."),
        ("employees", "12.5", "Give a whole number, such as 1200."),
        ("employees", "10000001", "More than ten million people work nowhere"),
        ("employees", "NaN", "Give a whole number, such as 1200."),
        ("services", "x" * 81, "is too long for a service"),
        (
            "services",
            ",".join(f"s{number}" for number in range(21)),
            "Name at most 20 services; here are 21.",
        ),
    ],
)
def test_a_refused_input_names_field_and_reason_and_keeps_all_that_was_typed(
    field: str, typed: str, reason: str
) -> None:
    response = client_of("procurement_lead").post("/providers/new/", {**TYPED, field: typed})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert reason in form.errors[field][0]
    page = response.content.decode()
    assert "What you typed is kept." in page
    for other in TYPED.keys() - {field}:
        assert form[other].value() == TYPED[other]
        assert TYPED[other] in page
    assert form[field].value() == typed
    assert Provider.objects.count() == 0
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("field", ["name", "summary", "legal_name"])
def test_a_null_sign_is_refused(field: str) -> None:
    response = client_of("procurement_lead").post("/providers/new/", {**TYPED, field: "Kaveri\x00"})

    assert list(response.context["form"].errors) == [field]


def test_a_duplicate_is_refused_with_a_link_to_the_one_that_exists() -> None:
    other = factories.provider("<b>Kaveri</b>")

    response = client_of("procurement_lead").post("/providers/new/", {**TYPED, "name": "<B>kaveri</B>"})

    page = response.content.decode()
    link = f'<a href="/providers/{other.pk}/">&lt;b&gt;Kaveri&lt;/b&gt;</a>'
    assert f"This provider exists already: {link}" in page
    assert "<b>Kaveri" not in page
    assert Provider.objects.count() == 1


def test_a_duplicate_of_an_archived_one_says_so() -> None:
    factories.archived("Kaveri Research")

    response = client_of("procurement_lead").post("/providers/new/", TYPED)

    assert "A provider of this name is in the archive:" in response.content.decode()


def test_a_provider_may_change_how_its_own_name_is_spelt() -> None:
    provider = factories.provider("kaveri research")

    client_of("procurement_lead").post(f"/providers/{provider.pk}/edit/", {**TYPED, "row_version": "1"})

    assert Provider.objects.get().name == "Kaveri Research"


def test_the_form_opens_with_what_is_stored() -> None:
    provider = factories.provider("Kaveri", services=("statistics", "data management"), founded=2006)

    form = client_of("procurement_lead").get(f"/providers/{provider.pk}/edit/").context["form"]

    assert form["services"].value() == "data management, statistics"
    assert (form["founded"].value(), form["row_version"].value()) == (2006, 1)


def test_the_second_of_two_people_sees_what_the_first_saved_and_keeps_what_they_typed() -> None:
    provider = factories.provider("Kaveri Research", employees=10, summary="Old.")
    address = f"/providers/{provider.pk}/edit/"
    first = signed_in(person("procurement_lead", name="John Okafor"))
    second = client_of("procurement_lead")
    first.post(address, {**TYPED, "employees": "11", "summary": "Theirs <b>.", "row_version": "1"})

    response = second.post(address, {**TYPED, "employees": "12", "summary": "Mine.", "row_version": "1"})

    assert response.status_code == 409
    page = response.content.decode()
    assert "John Okafor saved in the meantime" in page
    assert [(each.label, each.stored, each.typed) for each in response.context["form"].differences] == [
        ("Summary", "Theirs <b>.", "Mine."),
        ("Employees", "11", "12"),
    ]
    assert "Theirs &lt;b&gt;." in page
    assert response.context["form"]["summary"].value() == "Mine."
    assert Provider.objects.get().summary == "Theirs <b>."

    again = {**TYPED, "employees": "12", "summary": "Mine.", "row_version": "2"}
    assert response.context["form"]["row_version"].value() == "2"
    assert second.post(address, again).status_code == 302
    assert (Provider.objects.get().summary, Provider.objects.get().row_version) == ("Mine.", 3)


@pytest.mark.parametrize("version", ["", "0", "2", "-1"])
def test_a_form_with_another_version_than_the_stored_one_is_held_back(version: str) -> None:
    provider = factories.provider("Kaveri")

    response = client_of("procurement_lead").post(
        f"/providers/{provider.pk}/edit/", {**TYPED, "row_version": version}
    )

    assert response.status_code == 409
    assert Provider.objects.get().name == "Kaveri"
    assert AuditEvent.objects.count() == 0


def test_two_people_who_typed_the_same_are_not_bothered() -> None:
    provider = factories.provider("Kaveri")
    address = f"/providers/{provider.pk}/edit/"
    for _ in range(2):
        response = client_of("procurement_lead").post(address, {**TYPED, "row_version": "1"})
        assert response.status_code == 302

    assert Provider.objects.get().row_version == 2
    assert AuditEvent.objects.count() == 1


def test_archiving_hides_a_provider_and_undo_brings_it_back() -> None:
    provider = factories.provider("Kaveri")
    client = client_of("procurement_lead")

    page = client.post(f"/providers/{provider.pk}/archive/", follow=True).content.decode()

    assert "Kaveri is in the archive. Nothing about it was deleted." in page
    assert f'action="/providers/{provider.pk}/restore/"' in page
    assert f'href="/providers/{provider.pk}/"' not in page
    assert f'href="/providers/{provider.pk}/"' in client.get("/providers/?state=archived").content.decode()
    assert "In the archive since" in client.get(f"/providers/{provider.pk}/").content.decode()

    page = client.post(f"/providers/{provider.pk}/restore/", follow=True).content.decode()
    assert "Kaveri is back in the directory." in page
    assert not Provider.objects.get().is_archived
