"""Forms take what they ask for, from their own pages, and lead nowhere else."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from outsourcing.accounts.matrix import Route
from outsourcing.audit.models import AuditEvent
from tests.access.clerk import POSTED, ROUTES, address, clerk, send
from tests.access.contents import EVIL, Contents, contents, unasked_fields
from tests.access.forms import FORMS, SIGN_IN
from tests.access.numbering import numbered_anew
from tests.access.world import Cast, address_of
from tests.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

OTHERS = [route for route in ROUTES.values() if "POST" in route.methods and route not in POSTED]
by_form = pytest.mark.parametrize("route", POSTED, ids=lambda route: route.name)


def outcome(
    people: Cast, name: str, more: dict[str, object] | None = None
) -> tuple[HttpResponse, Contents, int]:
    """The answer, what the database says afterwards, and how much was written into the trail; then undone."""
    before = AuditEvent.objects.count()
    with numbered_anew(), transaction.atomic():
        answer = send(clerk(people), name, people, more, referer=EVIL if more else "")
        stored, written = contents(), AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    return answer, stored, written


def test_every_form_is_tried() -> None:
    assert {route.name for route in POSTED} == set(FORMS)


@by_form
def test_fields_that_a_form_does_not_ask_for_change_nothing(route: Route, people: Cast) -> None:
    honest, stored, written = outcome(people, route.name)
    planted, as_stored, _ = outcome(people, route.name, unasked_fields(FORMS[route.name].fields(people)))

    assert honest.status_code in {200, 302}, "filled honestly, the form was refused"
    assert written, "filled honestly, the form did nothing"
    assert planted.status_code == honest.status_code
    assert as_stored == stored
    assert EVIL not in planted.headers.get("Location", "")


@by_form
def test_nothing_is_changed_from_another_site(route: Route, people: Cast) -> None:
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.cookies = clerk(people).cookies
    before = contents()

    refused = elsewhere.post(address(route.name, people), FORMS[route.name].fields(people))

    assert refused.status_code == 403
    assert b"This form has grown too old" in refused.content
    assert contents() == before


@pytest.mark.parametrize("route", OTHERS, ids=lambda route: route.name)
def test_nobody_is_signed_in_or_out_from_another_site(route: Route, people: Cast) -> None:
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.cookies = signed_in(people.people["evaluator"]).cookies

    assert elsewhere.post(address_of(route, "own", people) or "", SIGN_IN).status_code == 403
