"""Attaching, grading and withdrawing proof: what is kept, what is refused, and what the trail tells."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, OperationalError

from assessments.actions import cancel_assessment, submit_response
from assessments.actions.proving import NewProof, add_proof, grade_proof, withdraw_proof
from assessments.actions.refusals import Refused, ResponseClosed
from assessments.domain.evidence import Grade
from assessments.domain.questionnaire import Side
from assessments.models import Document, Evidence, EvidenceSource, Grading
from assessments.queries.evidence import documents_to_pick, may_verify
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.models import AuditEvent
from outsourcing.files.places import path_of
from tests.assessments import factories
from tests.assessments.factories import LATER, NOW
from tests.assessments.proof.proofs import TODAY, attach, kept_files, let_answer, proving
from tests.files import samples

pytestmark = pytest.mark.django_db


def test_a_document_is_kept_under_a_key_of_our_own() -> None:
    proof = proving().attach(content=samples.pdf(), name="../ISO 27001.pdf", valid_until=TODAY)

    document = Document.objects.get()
    assert (document.name, document.size, document.media_type) == (
        "ISO 27001.pdf",
        len(samples.pdf()),
        "application/pdf",
    )
    assert path_of(document.key).read_bytes() == samples.pdf()
    assert document.key not in document.name
    assert (proof.grade, proof.source, proof.valid_until) == ("document", "document", TODAY)


def test_the_same_file_twice_is_one_document_and_one_proof() -> None:
    place = proving()
    before = kept_files()
    first = place.attach(content=samples.pdf())

    again = place.attach(content=samples.pdf(), name="copy.pdf")
    elsewhere = place.attach("backups", content=samples.pdf())

    assert again.pk == first.pk
    assert (Document.objects.count(), Evidence.objects.count()) == (1, 2)
    assert elsewhere.document_id == first.document_id
    assert kept_files() - before == {path_of(Document.objects.get().key)}


def test_one_document_proves_several_answers() -> None:
    place = proving()
    document = place.attach(content=samples.pdf()).document
    assert document is not None

    assert documents_to_pick(place.manager, place.response) == [document]
    given = NewProof(source=EvidenceSource.DOCUMENT, document=document)
    add_proof(
        by=place.manager,
        response=place.response,
        question=place.question("backups"),
        proof=given,
        now=NOW,
    )

    assert document.evidence.count() == 2


def test_what_is_attached_to_a_question_of_two_sides_is_one_document_for_each_side() -> None:
    asked = factories.question("iso", factories.YES_NO, sides=["provider", "sponsor"])
    assessed = factories.assessment(factories.section("a", asked), opening_sides=["provider", "sponsor"])
    by = Actor(ActorKind.USER, assessed.created_by_id, "Mara", frozenset())
    for side in (Side.PROVIDER, Side.SPONSOR):
        attach(
            by,
            factories.response_of(assessed, side),
            factories.question_of(assessed, "iso"),
            content=samples.pdf(),
        )

    assert sorted(Document.objects.values_list("side", flat=True)) == ["provider", "sponsor"]


def test_the_trail_tells_of_each_step_by_digests_only() -> None:
    place = proving()
    proof = place.attach(content=samples.pdf("secret words"), name="secret name.pdf", note="secret note")
    grade_proof(by=place.manager, evidence=proof, grade=Grade.SHOWN, note="seen", now=LATER)
    withdraw_proof(by=place.manager, evidence=proof, reason="another customer's", now=LATER)

    events = AuditEvent.objects.filter(action__startswith="proof.").order_by("pk")
    assert [event.action for event in events] == ["proof.added", "proof.graded", "proof.withdrawn"]
    assert [event.digest["grade"] for event in events] == ["document", "shown", "shown"]
    assert len(events[0].digest["sha256"]) == 64
    assert "secret" not in str([event.digest for event in events])


def test_grades_are_kept_one_after_the_other() -> None:
    place = proving()
    proof = place.attach(content=samples.pdf())

    grade_proof(by=place.manager, evidence=proof, grade=Grade.VERIFIED, note="called them", now=LATER)
    grade_proof(by=place.manager, evidence=proof, grade=Grade.VERIFIED, note="again", now=LATER)

    proof.refresh_from_db()
    assert proof.grade == "verified"
    assert list(Grading.objects.values_list("grade", "note")) == [
        ("document", ""),
        ("verified", "called them"),
    ]


def test_withdrawn_proof_stays_with_its_reason_and_may_be_attached_again() -> None:
    place = proving()
    proof = place.attach(content=samples.pdf())

    withdraw_proof(by=place.manager, evidence=proof, reason=" wrong year ", now=LATER)

    proof.refresh_from_db()
    assert (proof.stands, proof.withdrawn_reason, proof.withdrawn_at) == (False, "wrong year", LATER)
    with pytest.raises(Refused, match="withdrawn meanwhile"):
        withdraw_proof(by=place.manager, evidence=proof, reason="twice", now=LATER)
    assert place.attach(content=samples.pdf()).pk != proof.pk
    assert Document.objects.count() == 1


@pytest.mark.parametrize("grade", [Grade.SHOWN, Grade.VERIFIED])
def test_who_only_answers_for_the_provider_gives_no_grade_above_a_document(grade: Grade) -> None:
    place = proving(side=Side.PROVIDER)
    contact = Actor(ActorKind.CONTACT, "7", "Arjun Rao", frozenset())
    let_answer(place.assessment, contact)

    with pytest.raises(Refused, match="says that something was shown"):
        attach(contact, place.response, place.question(), content=samples.pdf(), grade=grade)
    with pytest.raises(Refused, match="looked for themselves"):
        attach(contact, place.response, place.question(), note="seen", source=EvidenceSource.OWN_VISIT)
    proof = attach(contact, place.response, place.question(), content=samples.pdf())
    with pytest.raises(Refused, match="grades proof"):
        grade_proof(by=contact, evidence=proof, grade=grade, note="", now=NOW)

    assert not may_verify(contact, place.assessment)
    assert may_verify(place.manager, place.assessment)
    assert proof.grade == "document"


def test_a_document_grade_needs_a_document() -> None:
    place = proving()

    with pytest.raises(Refused, match="Attach the document"):
        place.attach(note="told", grade=Grade.DOCUMENT)
    told = place.attach(note="Their lead told us", source=EvidenceSource.PROVIDER)
    with pytest.raises(Refused, match="Attach the document"):
        grade_proof(by=place.manager, evidence=told, grade=Grade.DOCUMENT, note="", now=NOW)

    assert told.grade == "told"


def test_once_it_is_submitted_only_the_manager_attaches() -> None:
    place = proving()
    colleague = factories.someone("Colleague")
    let_answer(place.assessment, colleague)
    submit_response(by=place.manager, response=place.response, now=NOW)

    with pytest.raises(ResponseClosed, match="This was submitted"):
        attach(colleague, place.response, place.question(), content=samples.pdf())
    assert place.attach(content=samples.pdf()).stands


def test_what_was_refused_leaves_no_file_behind() -> None:
    place, before = proving(), kept_files()
    cancel_assessment(by=place.manager, assessment=place.assessment, reason="over", now=NOW)

    with pytest.raises(ResponseClosed, match="closed"):
        place.attach(content=samples.pdf())

    assert kept_files() == before


def test_a_withdrawal_needs_a_reason_and_whoever_may() -> None:
    place = proving()
    proof = place.attach(content=samples.pdf())

    with pytest.raises(Refused, match="Say why"):
        withdraw_proof(by=place.manager, evidence=proof, reason="  ", now=NOW)
    with pytest.raises(Refused, match="Only whoever added this"):
        withdraw_proof(by=factories.someone(), evidence=proof, reason="mine", now=NOW)

    proof.refresh_from_db()
    assert proof.stands


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assessments_document SET name = 'other'",
        "DELETE FROM assessments_document",
        "UPDATE assessments_evidence SET note = 'other'",
        "UPDATE assessments_evidence SET document_id = NULL",
        "UPDATE assessments_evidence SET valid_until = '2030-01-01'",
        "DELETE FROM assessments_evidence",
        "UPDATE assessments_grading SET grade = 'verified'",
        "DELETE FROM assessments_grading",
    ],
)
def test_the_database_refuses_to_change_what_was_attached(change: str) -> None:
    proving().attach(content=samples.pdf())

    with (
        pytest.raises((IntegrityError, OperationalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assessments_evidence SET withdrawn_at = NULL, withdrawn_by_name = '', withdrawn_reason = ''",
        "UPDATE assessments_evidence SET grade = 'verified'",
    ],
)
def test_the_database_refuses_to_bring_back_what_was_withdrawn(change: str) -> None:
    place = proving()
    proof = place.attach(content=samples.pdf())
    withdraw_proof(by=place.manager, evidence=proof, reason="wrong", now=NOW)

    with (
        pytest.raises((IntegrityError, OperationalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
