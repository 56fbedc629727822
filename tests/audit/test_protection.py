"""The database itself refuses to change or delete events: attacked with raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from outsourcing.audit.actions import chain_events
from outsourcing.audit.models import AuditEvent
from tests.audit.events import happened

pytestmark = pytest.mark.django_db

COLUMNS = (
    "at = '2020-01-01 00:00:00+00'",
    "actor_kind = 'contact'",
    "actor_id = '0'",
    "actor_name = 'Nobody'",
    "action = 'nothing.happened'",
    "object_type = 'x.y'",
    "object_id = '0'",
    "object_label = 'Nothing'",
    """digest = '{"forged": 1}'""",
    "id = 999999",
)


def refused(statement: str) -> None:
    before = list(AuditEvent.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AuditEvent.objects.values()) == before


@pytest.mark.parametrize("change", COLUMNS)
def test_what_an_event_says_cannot_be_changed_before_it_is_chained(change: str) -> None:
    happened()

    refused(f"UPDATE audit_auditevent SET {change}")  # noqa: S608


@pytest.mark.parametrize("change", [*COLUMNS, "hash = 'forged'", "previous_hash = 'forged'", "position = 7"])
def test_nothing_of_a_chained_event_can_be_changed(change: str) -> None:
    happened()
    chain_events()

    refused(f"UPDATE audit_auditevent SET {change}")  # noqa: S608


def test_a_chained_event_cannot_be_unchained() -> None:
    happened()
    chain_events()

    refused("UPDATE audit_auditevent SET position = NULL, hash = '', previous_hash = ''")


@pytest.mark.parametrize("chained", [True, False])
def test_events_cannot_be_deleted(chained: bool) -> None:
    happened()
    if chained:
        chain_events()

    refused("DELETE FROM audit_auditevent")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's own")
def test_events_cannot_be_replaced() -> None:
    event = happened()
    columns = "id, at, actor_kind, actor_id, actor_name, action, object_type, object_id, object_label"
    values = f"{event.pk}, '2020-01-01', 'system', '0', 'Nobody', 'a.b', 'x.y', '0', 'Nothing'"

    refused(
        f"REPLACE INTO audit_auditevent ({columns}, digest, previous_hash, hash) "  # noqa: S608
        f"VALUES ({values}, '{{}}', '', '')",
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_the_trail_cannot_be_emptied_at_once() -> None:
    happened()

    refused("TRUNCATE audit_auditevent CASCADE")


def test_half_a_place_in_the_chain_is_refused() -> None:
    happened()

    refused("UPDATE audit_auditevent SET position = 1")
