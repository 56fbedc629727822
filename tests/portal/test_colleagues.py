"""Inviting the provider's people: by the lead, and by one of them who hands on."""

import pytest
from django.core import mail
from django.utils import timezone

from assessments.actions.asking import MOST_ASKED
from assessments.models import Asking, Grant, Section
from outsourcing.actors import ActorKind
from outsourcing.audit.models import AuditEvent
from providers.models import Contact, Invitation
from tests.assessments import factories
from tests.assessments.pages.places import text_of as text
from tests.people import person, signed_in
from tests.portal.world import asked, come_in, inside, lead_of, path_in, save
from tests.providers.factories import contact

pytestmark = pytest.mark.django_db
RAVI = {"name": "Ravi Menon", "email": "ravi@kaveri.example", "note": "You know the systems."}


def test_a_lead_chooses_a_contact_or_adds_one() -> None:
    of = asked()
    lead = lead_of(of)
    second = contact(of.contact.provider, "Lena Vogt", email="lena@kaveri.example")

    chosen = lead.post(of.inside, {"contact": second.pk, "days": "5"})
    added = lead.post(of.inside, {**RAVI, "contact": "", "days": "5"})

    assert (chosen.status_code, added.status_code) == (302, 302)
    assert set(Contact.objects.values_list("name", flat=True)) == {"Asha Rao", "Lena Vogt", "Ravi Menon"}
    invitation = Invitation.objects.get(contact=second)
    assert 4 < (invitation.expires_at - timezone.now()).days + 1 <= 5
    granted = Grant.objects.filter(actor_kind=ActorKind.CONTACT, response=of.response)
    assert granted.filter(capability="answer").count() == 3
    assert AuditEvent.objects.filter(action="invitation.made").count() == 3


def test_the_lead_sees_how_far_each_of_them_is() -> None:
    of = asked()
    lead = lead_of(of)
    seen = [text(lead.get(of.inside))]
    path = path_in()
    seen.append(text(lead.get(of.inside)))
    browser = come_in(path)
    seen.append(text(lead.get(of.inside)))
    save(browser, of, "bench", "yes")
    seen.append(text(lead.get(of.inside)))
    browser.post(f"{of.page}hand-in/")
    seen.append(text(lead.get(f"/assessments/{of.assessment.pk}/")))

    said = ["invited</span>", "invited by mail", "opened</span>", "begun, 1 answer", "handed in</span>"]
    assert [words in page for words, page in zip(said, seen, strict=True)] == [True] * 5


def test_an_ended_link_is_said_and_can_wait_longer() -> None:
    of = asked()
    path = path_in()
    Invitation.objects.update(expires_at=timezone.now())
    lead = lead_of(of)
    assert "link has ended" in text(lead.get(of.inside))

    lead.post(f"{of.inside}{of.asking.pk}/extend/", {"days": "30"})

    assert "link has ended" not in text(lead.get(of.inside))
    assert come_in(path).get(of.page).status_code == 200


@pytest.mark.parametrize("days", ["0", "-1", "91", "many"])
def test_a_link_waits_for_a_sensible_time(days: str) -> None:
    of = asked()

    assert lead_of(of).post(of.inside, {**RAVI, "contact": "", "days": days}).status_code == 422
    assert Asking.objects.count() == 1


def test_nobody_is_asked_twice_or_without_name_and_address() -> None:
    of = asked()
    lead = lead_of(of)

    twice = lead.post(of.inside, {"contact": "", "name": "A", "email": of.contact.email.upper(), "days": "3"})
    unnamed = lead.post(of.inside, {"contact": "", "name": "", "email": "x@example.test", "days": "3"})
    foreign = lead.post(of.inside, {"contact": asked().contact.pk, "days": "3"})

    assert [answer.status_code for answer in (twice, unnamed, foreign)] == [422, 422, 422]
    assert "is asked already" in text(twice)
    assert Asking.objects.filter(response=of.response).count() == 1


def test_a_checklist_that_asks_nothing_of_the_provider_invites_nobody() -> None:
    lead = person("procurement_lead")
    assessed = factories.assessment(factories.section("all", factories.question("pace")), by=lead.as_actor())
    page = f"/assessments/{assessed.pk}/provider-people/"
    client = signed_in(lead)

    assert "asks nothing of a provider" in text(client.get(page))
    assert client.post(page, {**RAVI, "contact": "", "days": "3"}).status_code == 422
    assert Asking.objects.count() == 0
    assert Contact.objects.count() == 0


def test_the_first_contact_brings_the_providers_response_with_them() -> None:
    lead = person("procurement_lead")
    story = factories.question("story", factories.TEXT, sides=["provider"])
    assessed = factories.assessment(factories.section("all", story), by=lead.as_actor())

    signed_in(lead).post(f"/assessments/{assessed.pk}/provider-people/", {**RAVI, "contact": "", "days": "3"})

    assert assessed.responses.filter(side="provider", party="").count() == 1
    assert come_in(path_in()).get("/portal/").status_code == 200


def test_a_contact_hands_chosen_sections_to_a_colleague_and_the_lead_sees_it() -> None:
    of = asked()
    browser = inside(of)
    only = Section.objects.get(version=of.assessment.version_id, key="recruiting")

    answer = browser.post(f"{of.page}colleagues/", {**RAVI, "sections": only.pk})
    ravi = come_in(path_in())

    assert answer["Location"] == f"{of.page}colleagues/"
    assert "Asha Rao asks for your answers" in mail.outbox[-1].subject
    assert "You know the systems." in mail.outbox[-1].body
    assert "How is story?" not in text(ravi.get(of.page))
    asking = Asking.objects.get(invitation__contact__name="Ravi Menon")
    assert asking.handed_on_by == of.asking
    lead = lead_of(of)
    page = text(lead.get(of.inside))
    assert "handed on by Asha Rao" in page
    lead.post(f"{of.inside}{asking.pk}/revoke/")
    assert ravi.get("/portal/").status_code == 302
    assert browser.get(of.page).status_code == 200


def test_a_colleague_who_is_on_the_list_already_is_not_added_again() -> None:
    of = asked()
    known = contact(of.contact.provider, "Ravi", email="RAVI@kaveri.example")

    inside(of).post(f"{of.page}colleagues/", RAVI)

    assert Contact.objects.filter(email__iexact="ravi@kaveri.example").get() == known
    assert Asking.objects.get(invitation__contact=known).sections.count() == 0


def test_nobody_hands_on_to_the_whole_world() -> None:
    of = asked()
    browser = inside(of)
    for number in range(MOST_ASKED - 1):
        data = {"name": f"Person {number}", "email": f"person{number}@kaveri.example"}
        assert browser.post(f"{of.page}colleagues/", data).status_code == 302

    refused = browser.post(f"{of.page}colleagues/", RAVI)

    assert refused.status_code == 422
    assert "the most there can be" in text(refused)


def test_nothing_is_handed_on_once_it_is_handed_in() -> None:
    of = asked()
    browser = inside(of)
    browser.post(f"{of.page}hand-in/")

    assert browser.post(f"{of.page}colleagues/", RAVI).status_code == 422
    assert Asking.objects.count() == 1
