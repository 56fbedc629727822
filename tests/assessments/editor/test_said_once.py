"""What is wrong with a form is said once."""

import pytest

from tests.assessments import factories
from tests.assessments.pages.places import filling, text_of
from tests.people import client_of

pytestmark = pytest.mark.django_db

SAID = "Not saved yet"


def test_the_facts_of_a_checklist() -> None:
    reply = client_of("template_admin").post("/templates/new/", {"name": ""})

    assert (reply.status_code, text_of(reply).count(SAID)) == (422, 1)


def test_a_section_of_a_draft() -> None:
    factories.published(factories.section("pace", factories.question("first")), key="people")
    admin = client_of("template_admin")
    admin.post("/templates/people/draft/")

    reply = admin.post("/templates/people/edit/sections/pace/", {"title": ""})

    assert (reply.status_code, text_of(reply).count(SAID)) == (422, 1)


@pytest.mark.parametrize("form", ["hand-over", "raters", "cancel"])
def test_what_the_manager_of_an_assessment_sends(form: str) -> None:
    place = filling()

    reply = place.client.post(f"/assessments/{place.assessment.pk}/{form}/", {})

    assert (reply.status_code, text_of(reply).count(SAID)) == (422, 1)


def test_whom_to_invite_at_the_provider() -> None:
    place = filling()

    reply = place.client.post(f"/assessments/{place.assessment.pk}/provider-people/", {"email": "no address"})

    assert (reply.status_code, text_of(reply).count(SAID)) == (422, 1)
