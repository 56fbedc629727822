"""A roster that lists leavers and gives no reason for anybody tells nothing of who left of their own will."""

import pytest

from providers.domain.attrition.trend import Figure
from providers.models import Provider
from providers.queries.claims_held import people_of, with_people
from providers.queries.trend import roster_trend
from tests.people import actor, client_of
from tests.providers.factories import provider
from tests.providers.rosters.factories import claimed, stored_roster
from tests.providers.rosters.files import text
from tests.providers.rosters.test_trend import left

pytestmark = pytest.mark.django_db


def without_reasons(of: Provider) -> None:
    rows = [(*row[:6], "") for row in left(40, 60, 2026)]
    claimed(of, stored_roster(of, text(rows).read()), 0.2, voluntary_only=True)


def page_of(of: Provider) -> str:
    html = client_of("executive").get(f"/providers/{of.pk}/attrition/").content.decode()
    return " ".join(html.split())


def test_no_reason_is_not_nobody_of_their_own_will() -> None:
    kaveri = provider("Kaveri")
    without_reasons(kaveri)

    page = page_of(kaveri)

    assert "no reasons given" in page
    assert "the roster gives no reason for anybody" in page
    assert "voluntary 0.0" not in page
    (point,) = roster_trend(actor("executive"), kaveri)
    assert point.voluntary == point.voluntary_share == Figure()
    assert point.turnover.value == pytest.approx(0.4893, abs=1e-4)


def test_a_claim_of_voluntary_leavers_is_not_contradicted_by_silence() -> None:
    kaveri = provider("Kaveri")
    without_reasons(kaveri)

    page = page_of(kaveri)

    assert "too little data to tell" in page
    assert "missing leavers" not in page
    assert "leavers would be expected" not in page
    held = people_of(with_people(actor("executive"), Provider.objects.all(), "pk").get())
    assert held is not None
    assert held.test is None


def test_where_reasons_are_given_the_same_claim_is_tested() -> None:
    kaveri = provider("Kaveri")
    claimed(kaveri, stored_roster(kaveri, text(left(40, 60, 2026)).read()), 0.1, voluntary_only=True)

    assert "contradicted: too low" in page_of(kaveri)
    held = people_of(with_people(actor("executive"), Provider.objects.all(), "pk").get())
    assert held is not None
    assert held.test is not None
    assert held.test.leavers == 20


def test_a_claim_without_a_roster_is_recorded_and_not_held_against_one() -> None:
    kaveri = provider("Kaveri")
    facts = {
        "percent": "9",
        "after": "2025-07-01",
        "until": "2026-06-30",
        "source": "Bid, page 12",
    }

    answer = client_of("procurement_lead").post(f"/providers/{kaveri.pk}/claims/new/", facts, follow=True)

    page = answer.content.decode()
    assert "The claim is recorded. Only a roster can prove it." in page
    assert "held against the roster." not in page
