"""What the tables themselves promise: histories that only grow, and rows that make sense."""

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.actions import ourselves, reopen_response, subject_of_provider, submit_response
from assessments.models import Answer, Grant, Response, Subject, SubjectKind
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import NOW, answered, assessment, response_of, someone, subject

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessments_answerrevision SET value = '1'",
        "DELETE FROM assessments_answerrevision",
        "UPDATE assessments_reopening SET reason = 'Another'",
        "DELETE FROM assessments_reopening",
        "UPDATE assessments_answer SET state = 'not_applicable'",
        "UPDATE assessments_answer SET value = NULL",
        "UPDATE assessments_answer SET row_version = 0",
        "UPDATE assessments_answer SET perspective = 'third'",
        "UPDATE assessments_response SET state = 'submitted'",
        "UPDATE assessments_response SET side = 'nobody'",
        "UPDATE assessments_assessment SET state = 'cancelled'",
        "UPDATE assessments_assessment SET state = 'unknown'",
        "UPDATE assessments_subject SET provider_id = NULL",
        "UPDATE assessments_subject SET kind = 'person'",
        "UPDATE assessments_grant SET capability = 'everything'",
    ],
)
def test_the_database_refuses(sql: str) -> None:
    response = response_of(assessment())
    answered(response, "pace", 4)
    submit_response(by=someone(), response=response, now=NOW)
    reopen_response(by=someone(), response=response, reason="The roster came late.", now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("table", ["answerrevision", "reopening", "response, assessments_answer"])
def test_histories_cannot_be_emptied_at_once(table: str) -> None:
    answered(response_of(assessment()), "pace", 4)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(f"TRUNCATE assessments_{table} CASCADE")


def test_one_answer_one_response_and_one_grant_each() -> None:
    response = response_of(assessment())
    answered(response, "pace", 4)
    for row in (Answer.objects.get(), Response.objects.get(), Grant.objects.order_by("pk").first()):
        assert row is not None
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_provider_and_we_ourselves_are_one_subject_each() -> None:
    known = subject()
    assert known.provider is not None

    again = subject_of_provider(by=SYSTEM, provider=known.provider)
    us, us_again = ourselves(by=SYSTEM), ourselves(by=SYSTEM)

    assert again == known
    assert (us, us.title) == (us_again, "Our organisation")
    assert Subject.objects.filter(kind=SubjectKind.OURSELVES).count() == 1
    assert AuditEvent.objects.filter(action="subject.added").count() == 1
