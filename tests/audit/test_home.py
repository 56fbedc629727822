"""Home tells those who read the trail how far its chain reaches, and what came last."""

from datetime import date

import pytest

from outsourcing.audit.actions import chain_events
from outsourcing.audit.views import entries
from tests.audit.events import happened
from tests.people import actor, client_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_an_auditor_sees_how_far_the_chain_reaches_and_what_waits() -> None:
    for _ in range(3):
        happened()
    chain_events()
    happened("role.added")

    context = entries.trail(actor("auditor"), TODAY)

    assert context is not None
    chain = context["chain"]
    assert (chain.position, chain.tail) == (3, 1)  # type: ignore[attr-defined]
    page = client_of("auditor").get("/").content.decode()
    assert "Chained up to event 3" in page
    assert "wait for the next round" in page or "waits for the next round" in page


def test_an_empty_trail_says_so() -> None:
    assert "No event is chained yet" in client_of("auditor").get("/").content.decode()


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "template_admin"])
def test_nobody_else_is_told(role: str) -> None:
    assert entries.trail(actor(role), TODAY) is None
