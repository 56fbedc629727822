"""The chain: one order without gaps, and every tampering found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.forms import model_to_dict

from outsourcing.audit.actions import chain_events
from outsourcing.audit.domain.chain import GENESIS, EventFacts, chain_hash
from outsourcing.audit.models import AuditEvent
from outsourcing.audit.queries import chain_state, verify_chain
from outsourcing.audit.triggers import install_all, registered
from tests.audit.events import happened

pytestmark = pytest.mark.django_db

FACTS = EventFacts("2026-11-23T22:00:00.000000+00:00", "user:1", "M", "a.b", "x.y", "1", "K", {"n": 1})


def chained(count: int = 3) -> list[AuditEvent]:
    for number in range(count):
        happened(number=number)
    chain_events()
    return list(AuditEvent.objects.order_by("position"))


def disarm() -> None:
    """What somebody with the rights of the database's owner could do."""
    with connection.cursor() as cursor:
        for refusal in registered().values():
            if refusal.table == "audit_auditevent":
                table = f" ON {refusal.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {refusal.name}{table}")


def test_the_hash_is_the_same_for_ever() -> None:
    assert chain_hash(GENESIS, 1, FACTS) == (
        "bf57f1518aad77e0fb39c1c6e144e96a9b48c19a67e1f05bcba7bc8aa8b0044b"
    )


def test_events_are_chained_in_order_and_each_names_the_one_before() -> None:
    first, second, third = chained()

    assert [event.position for event in (first, second, third)] == [1, 2, 3]
    assert [first.digest, second.digest, third.digest] == [{"number": 0}, {"number": 1}, {"number": 2}]
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == (
        GENESIS,
        first.hash,
        second.hash,
    )


def test_chaining_goes_on_where_it_stopped() -> None:
    last = chained()[-1]
    happened()

    assert chain_events() == 1
    assert chain_events() == 0

    assert AuditEvent.objects.get(position=4).previous_hash == last.hash


def test_an_event_that_commits_late_with_a_lower_id_is_chained_after_the_higher_one() -> None:
    late, early = happened(number=1), happened(number=2)
    facts = model_to_dict(late, exclude=["id"])
    disarm()
    late.delete()
    chain_events()
    AuditEvent.objects.create(id=early.pk - 1, **facts)
    chain_events()

    assert list(AuditEvent.objects.order_by("position").values_list("id", flat=True)) == [
        early.pk,
        early.pk - 1,
    ]
    assert verify_chain().faults == ()


def test_a_whole_chain_holds_and_the_tail_is_counted() -> None:
    last = chained()[-1]
    happened()
    happened()

    report = verify_chain()

    assert (report.chained, report.tail, report.head, report.faults) == (3, 2, last.hash, ())
    assert (chain_state().position, chain_state().head, chain_state().tail) == (3, last.hash, 2)


def test_an_empty_trail_holds() -> None:
    assert (verify_chain().chained, verify_chain().head) == (0, GENESIS)


def test_a_changed_event_is_found() -> None:
    second = chained()[1]
    disarm()
    AuditEvent.objects.filter(pk=second.pk).update(actor_name="Somebody else")

    assert verify_chain().faults == ("Event 2 was changed.",)


def test_a_changed_event_with_a_fresh_hash_is_found_by_the_next_one() -> None:
    second = chained()[1]
    disarm()
    second.actor_name = "Somebody else"
    second.hash = chain_hash(second.previous_hash, 2, second.facts())
    second.save()

    assert verify_chain().faults == ("Event 3 does not follow the one before it.",)


def test_a_missing_event_is_found() -> None:
    second = chained()[1]
    disarm()
    AuditEvent.objects.filter(pk=second.pk).delete()

    assert verify_chain().faults == (
        "Position 2 is missing; 3 follows.",
        "Event 3 does not follow the one before it.",
    )


def test_the_command_says_that_the_chain_holds() -> None:
    head = chained()[-1].hash
    happened()
    said = StringIO()

    call_command("verify_audit", stdout=said)

    assert said.getvalue() == f"3 events chained, head {head}.\n1 events wait to be chained.\n"


def test_the_command_fails_on_a_tampered_trail() -> None:
    chained()
    disarm()
    AuditEvent.objects.filter(position=1).update(action="nothing.happened")

    with pytest.raises(CommandError, match=r"Event 1 was changed\."):
        call_command("verify_audit", stdout=StringIO())


def test_the_refusals_come_back_when_they_are_installed_again() -> None:
    chained()
    disarm()

    install_all()

    with pytest.raises(Exception, match="never deleted"):
        AuditEvent.objects.all()._raw_delete(using="default")
