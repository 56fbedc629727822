"""Home tells those who look after people whom the house still waits for."""

from datetime import date

import pytest
from django.utils import timezone

from outsourcing.accounts.views import entries
from tests.people import actor, client_of, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_the_invited_who_never_came_are_listed_and_the_others_are_not() -> None:
    came, gone = person(name="Ines Came"), person(name="Otto Gone")
    came.last_login = timezone.now()
    came.save()
    gone.is_active = False
    gone.save()
    person("evaluator", name="Noor Awaited")

    page = client_of("administrator").get("/").content.decode()

    assert "Noor Awaited" in page
    assert "1 person has never signed in" in page
    assert "Ines Came" not in page
    assert "Otto Gone" not in page


def test_long_lists_say_how_many_more() -> None:
    for _ in range(8):
        person("evaluator")

    context = entries.awaited(actor("administrator"), TODAY)

    assert context is not None
    assert len(context["people"]) == 6  # type: ignore[arg-type]
    assert (context["count"], context["more"]) == (9, 3)


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "template_admin", "auditor"])
def test_nobody_else_is_told(role: str) -> None:
    assert entries.awaited(actor(role), TODAY) is None
