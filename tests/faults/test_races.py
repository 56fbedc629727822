"""A hundred rounds of eight people at the same moment, against the real web server."""

from collections import Counter
from datetime import datetime
from functools import partial

import pytest

from assessments.actions.submitting import receipt_of
from assessments.models import Answer, AnswerRevision, Response
from outsourcing.audit.models import AuditEvent
from tests.faults.conftest import Note
from tests.faults.scores import assert_trail_is_whole
from tests.faults.web import RealWeb, Reply, Visitor
from tests.faults.world import Form, forms, lead, meanwhile

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

ROUNDS = 100
PEOPLE = 8


def test_of_eight_saves_at_once_one_wins_each_version(busy_web: RealWeb, note: Note) -> None:
    by = lead()
    [form] = forms(by, 1, 1)
    [question] = form.questions
    visitor = busy_web.visitor(by)
    outcomes: Counter[int] = Counter()

    for version in range(ROUNDS):
        replies = _save_at_once(visitor, question, version)
        winners = [person for person, reply in enumerate(replies) if reply.status == 200]
        outcomes.update(reply.status for reply in replies)
        assert len(winners) == 1, replies
        assert Answer.objects.get().value == version * PEOPLE + winners[0]

    assert outcomes == {200: ROUNDS, 409: ROUNDS * (PEOPLE - 1)}
    assert AnswerRevision.objects.count() == ROUNDS
    note("8 saves at once", rounds=ROUNDS, won=outcomes[200], conflicts=outcomes[409], lost=0)


def _save_at_once(visitor: Visitor, question: str, version: int) -> list[Reply]:
    values = [version * PEOPLE + person for person in range(PEOPLE)]
    return meanwhile(*(partial(visitor.save, question, value, version) for value in values))


def test_eight_submits_at_once_are_one_submission_with_one_receipt(busy_web: RealWeb, note: Note) -> None:
    by = lead()
    filled = forms(by, ROUNDS, 1)
    visitor = busy_web.visitor(by)
    receipts = set()

    for form in filled:
        replies = meanwhile(*[partial(visitor.post, f"{form.page}submit/")] * PEOPLE)
        assert {(each.status, each.location) for each in replies} == {(302, f"{form.page}receipt/")}
        receipts.add(_response(form).receipt)

    submissions = AuditEvent.objects.filter(action="response.submitted")
    assert len(receipts) == submissions.count() == ROUNDS
    assert {event.digest["receipt"] for event in submissions} == receipts
    assert_trail_is_whole()
    note("8 submits at once", rounds=ROUNDS, submissions=len(receipts), receipts=len(receipts))


def test_a_save_that_races_a_submit_is_under_its_receipt_or_refused(busy_web: RealWeb, note: Note) -> None:
    by = lead()
    filled = forms(by, ROUNDS, 2)
    visitor = busy_web.visitor(by)
    outcomes: Counter[int] = Counter()

    for form in filled:
        before, racing = form.questions
        assert visitor.save(before, 3).status == 200
        submitted, saved = meanwhile(
            partial(visitor.post, f"{form.page}submit/"),
            partial(visitor.save, racing, 4),
        )
        outcomes[saved.status] += 1
        assert submitted.status == 302
        _assert_under_the_receipt(form, both=saved.status == 200)

    assert set(outcomes) <= {200, 409}
    note("Save against submit", rounds=ROUNDS, under_receipt=outcomes[200], refused=outcomes[409])


def _assert_under_the_receipt(form: Form, *, both: bool) -> None:
    first, second = form.keys
    rows: list[list[object]] = [[first, "own", "answered", 3, "", ""]]
    rows += [[second, "own", "answered", 4, "", ""]] if both else []
    response = _response(form)
    assert isinstance(response.submitted_at, datetime)
    assert response.receipt == receipt_of(response, rows, response.submitted_at)
    assert Answer.objects.filter(response=response).count() == len(rows)


def _response(form: Form) -> Response:
    return Response.objects.select_related("assessment").get(pk=form.response)
