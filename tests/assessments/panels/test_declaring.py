"""Before the first look somebody says whether anything could colour their rating."""

import pytest
from django.db import DatabaseError, transaction

from assessments import actions
from assessments.actions import Refused
from assessments.models import Capability, ConflictDecision, Declaration
from assessments.queries import answerable_responses, asked_responses, readable_responses
from assessments.views.entries import inbox_count
from outsourcing.actors import ActorKind
from tests.assessments.factories import NOW
from tests.assessments.panels.panels import Table, ask, declare, panel
from tests.people import person

pytestmark = pytest.mark.django_db


def declaration(table: Table) -> Declaration:
    return Declaration.objects.get(assessment=table.assessment)


def decide(table: Table, *, may_rate: bool, reason: str = "It was ten years ago.") -> ConflictDecision:
    return actions.decide_conflict(
        by=table.lead, declaration=declaration(table), may_rate=may_rate, reason=reason, now=NOW
    )


def test_before_the_declaration_nothing_opens_and_the_request_is_known() -> None:
    table = panel(raters=1)
    actor = table.actor(0)

    assert not answerable_responses(actor).exists()
    assert not readable_responses(actor).exists()
    assert asked_responses(actor).count() == 1
    assert inbox_count(actor) == 1


def test_without_a_conflict_the_questions_open() -> None:
    table = panel(raters=1)

    declare(table, 0)

    assert answerable_responses(table.actor(0)).count() == 1
    assert (declaration(table).has_conflict, declaration(table).text) == (False, "")


def test_a_conflict_is_decided_first() -> None:
    table = panel(raters=1)
    declare(table, 0, "My sister works there.")

    assert not answerable_responses(table.actor(0)).exists()
    decide(table, may_rate=True)
    assert answerable_responses(table.actor(0)).count() == 1


def test_a_conflict_may_end_the_part_in_the_panel() -> None:
    table = panel(raters=2)
    declare(table, 0, "My sister works there.")

    decide(table, may_rate=False, reason="Too close.")

    assert table.rating(0).is_set_aside
    assert not asked_responses(table.actor(0)).exists()


def test_it_is_declared_once() -> None:
    table = panel(raters=1)
    declare(table, 0, "My sister works there.")
    declare(table, 0)

    assert declaration(table).text == "My sister works there."
    assert not answerable_responses(table.actor(0)).exists()


def test_what_was_declared_holds_when_one_is_asked_again() -> None:
    table = panel(raters=2)
    declare(table, 0, "My sister works there.")
    decide(table, may_rate=False)

    ask(table.assessment, table.lead, table.raters[0])

    assert table.rating(0).admission == "decision"


@pytest.mark.parametrize("rows", ["declaration", "decision"])
def test_neither_declaration_nor_decision_is_ever_changed(rows: str) -> None:
    table = panel(raters=1)
    declare(table, 0, "My sister works there.")
    decide(table, may_rate=True)
    kept = Declaration.objects.all() if rows == "declaration" else ConflictDecision.objects.all()
    changed = {"text": "Nothing."} if rows == "declaration" else {"reason": "None."}

    with pytest.raises(DatabaseError, match="stays in the history"), transaction.atomic():
        kept.update(**changed)
    with pytest.raises(DatabaseError, match="stays in the history"), transaction.atomic():
        kept._raw_delete(kept.db)


def test_nobody_decides_on_their_own_conflict_but_a_second_manager_does() -> None:
    table = panel(raters=0)
    rating = ask(table.assessment, table.lead, table.manager)
    declared = actions.declare_interest(by=table.lead, response=rating, conflict="Old friends.", now=NOW)
    second = person("procurement_lead").as_actor()
    actions.grant(
        by=table.lead,
        to_kind=ActorKind.USER,
        to_id=second.id,
        assessment=table.assessment,
        capability=Capability.MANAGE,
    )

    with pytest.raises(Refused, match="your own declaration"):
        actions.decide_conflict(by=table.lead, declaration=declared, may_rate=True, reason="Fine.", now=NOW)
    actions.decide_conflict(by=second, declaration=declared, may_rate=True, reason="Fine.", now=NOW)
    with pytest.raises(Refused, match="decided this already"):
        actions.decide_conflict(by=second, declaration=declared, may_rate=False, reason="No.", now=NOW)


def test_a_decision_needs_a_reason_and_a_conflict() -> None:
    table = panel(raters=1)
    declare(table, 0)

    with pytest.raises(Refused, match="Say why"):
        decide(table, may_rate=True, reason="")
    with pytest.raises(Refused, match="No conflict was declared"):
        decide(table, may_rate=True)


def test_an_endless_conflict_is_refused_before_anything_is_stored() -> None:
    table = panel(raters=1)

    with pytest.raises(Refused, match="fewer words"):
        declare(table, 0, "x" * 1_000_000)
    assert not Declaration.objects.exists()
