"""Recording: in the transaction of what is told, or not at all."""

import pytest
from django.db import transaction
from django.utils import timezone

from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.audit.events import happened
from tests.people import actor


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_which_thing() -> None:
    before = timezone.now()
    marieke = actor("auditor", name="Marieke Kuiper")

    event = happened("role.changed", by=marieke, weight=3)

    assert (event.actor_kind, event.actor_id, event.actor_name) == ("user", marieke.id, "Marieke Kuiper")
    assert (event.object_type, event.object_label) == ("accounts.role", "Auditor")
    assert (event.action, event.digest, event.position, event.hash) == (
        "role.changed",
        {"weight": 3},
        None,
        "",
    )
    assert before <= event.at <= timezone.now()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction of what it tells"):
        happened()

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_is_gone_with_the_change_it_told_of() -> None:
    with transaction.atomic():
        happened()
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_long_names_are_cut_and_never_refused() -> None:
    event = happened(by=type(SYSTEM)(SYSTEM.kind, SYSTEM.id, "x" * 500, SYSTEM.permissions))

    assert len(event.actor_name) == 200
