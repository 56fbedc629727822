"""Somebody holds a response for many seconds: others wait, or are told clearly, and lose nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from assessments.actions.locking import lock
from assessments.models import Answer, Response
from tests.faults.conftest import Note
from tests.faults.web import RealWeb, Reply, Visitor
from tests.faults.world import Form, forms, lead, meanwhile

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

SAVERS = 4
# PostgreSQL waits 15 s for a lock and SQLite 20 s; who stood in line behind others may get it after all.
SHORT, LONG = 10, 24


def test_saves_wait_for_a_lock_of_ten_seconds(busy_web: RealWeb, note: Note) -> None:
    by = lead()
    held, other = forms(by, 2, SAVERS)
    visitor = busy_web.visitor(by)

    replies, aside = _while_held(held, SHORT, visitor, other)

    assert [reply.status for reply in replies] == [200] * SAVERS
    assert _values(held) == list(range(SAVERS))
    assert aside.status == 200
    # SQLite has one writer at a time; PostgreSQL holds the one response only.
    assert aside.seconds < (SHORT + 10 if connection.vendor == "sqlite" else SHORT)
    slowest = max(reply.seconds for reply in replies)
    note(f"Lock of {SHORT} s", saves=SAVERS, waited_at_most=slowest, another_response=aside.seconds, lost=0)


def test_saves_are_refused_clearly_where_a_lock_is_never_let_go(busy_web: RealWeb, note: Note) -> None:
    by = lead()
    held, other = forms(by, 2, SAVERS)
    visitor = busy_web.visitor(by)

    replies, _aside = _while_held(held, LONG, visitor, other)

    refused = [reply for reply in replies if reply.status != 200]
    assert refused
    assert all(reply.status == 500 and "what you typed is still here" in reply.text for reply in refused)
    assert [reply.status for reply in _save_each(visitor, held)] == [200] * SAVERS
    assert _values(held) == list(range(SAVERS))
    slowest = max(reply.seconds for reply in refused)
    note(f"Lock of {LONG} s", saves=SAVERS, refused_clearly=len(refused), after_at_most=slowest, lost=0)


def _while_held(held: Form, seconds: float, visitor: Visitor, other: Form) -> tuple[list[Reply], Reply]:
    """What the saves into the held response were answered, and one into another response."""
    is_held = Event()
    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(_hold, held, seconds, is_held)
        assert is_held.wait(timeout=30)
        *replies, aside = meanwhile(*_saves(visitor, held), partial(visitor.save, other.questions[0], 9))
        holding.result()
    return replies, aside


def _hold(form: Form, seconds: float, is_held: Event) -> None:
    try:
        with transaction.atomic():
            lock(Response.objects.get(pk=form.response))
            is_held.set()
            Event().wait(seconds)
    finally:
        connection.close()


def _saves(visitor: Visitor, form: Form) -> list[Callable[[], Reply]]:
    return [partial(visitor.save, question, value) for value, question in enumerate(form.questions)]


def _save_each(visitor: Visitor, form: Form) -> list[Reply]:
    return [save() for save in _saves(visitor, form)]


def _values(form: Form) -> list[object]:
    saved = Answer.objects.filter(response=form.response).order_by("question__position")
    return list(saved.values_list("value", flat=True))
