"""Submitted, accepted or returned, locked, and reopened for a reason."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.actions import (
    Refused,
    ResponseClosed,
    add_response,
    cancel_assessment,
    open_assessment,
    record_measurement,
    reopen_response,
    submit_response,
)
from assessments.actions.clarifying import ask_to_clarify, confirm_clarified_answer
from assessments.actions.reviewing import Reasons, accept_assessment, ask_for_review, return_assessment
from assessments.domain.questionnaire import Side
from assessments.models import (
    Assessment,
    Notice,
    Reopening,
    Response,
    ReviewDecision,
    ReviewState,
    Scorecard,
    Template,
)
from assessments.queries import verify_scores
from assessments.queries.reviewing import return_reasons_of, reviewable_assessments, reviewers_of
from assessments.tasks import score
from outsourcing.actors import Actor
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import (
    LATER,
    MEASURED,
    NOW,
    answered,
    assessment,
    published,
    question,
    question_of,
    response_of,
    section,
    someone,
    subject,
)
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Actor:
    """Who answers and submits."""
    return someone("Mara Keller")


@pytest.fixture
def reviewer() -> Actor:
    """Who was chosen to review."""
    return person("executive", name="Rita Brandt").as_actor()


@pytest.fixture
def assessed(lead: Actor, reviewer: Actor) -> Assessment:
    """Submitted, and waiting for the review."""
    opened = assessment(by=lead)
    ask_for_review(by=lead, assessment=opened, reviewer_id=reviewer.id, now=NOW)
    answered(response_of(opened), "pace", "3", by=lead)
    submit_response(by=lead, response=response_of(opened), now=NOW)
    return fresh(opened)


def fresh(assessed: Assessment) -> Assessment:
    """As it stands."""
    return Assessment.objects.get(pk=assessed.pk)


def accepted(assessed: Assessment, by: Actor) -> ReviewDecision:
    """Accepted as it stands."""
    return accept_assessment(
        by=by, assessment=assessed, seen_version=fresh(assessed).input_version, now=LATER
    )


def returned(assessed: Assessment, by: Actor, **of_answers: str) -> ReviewDecision:
    """Returned with reasons at answers, or for the whole."""
    response = response_of(assessed).pk
    reasons = {(response, question_of(assessed, key).pk): text for key, text in of_answers.items()}
    whole = "" if of_answers else "Too thin."
    return return_assessment(by=by, assessment=assessed, reasons=Reasons(whole, reasons), now=LATER)


def test_it_awaits_its_review_once_all_is_submitted(assessed: Assessment, reviewer: Actor) -> None:
    assert assessed.awaits_review
    assert list(reviewable_assessments(reviewer)) == [assessed]
    assert [person.name for person in reviewers_of(assessed)] == ["Rita Brandt"]
    assert Notice.objects.get().kind == "review"


def test_none_is_reviewed_unless_somebody_wants_it(lead: Actor) -> None:
    opened = assessment(by=lead)
    submit_response(by=lead, response=response_of(opened), now=NOW)

    assert fresh(opened).review == ReviewState.NONE
    assert not fresh(opened).awaits_review
    with pytest.raises(Refused, match="nothing to decide"):
        accepted(opened, someone())


def test_a_checklist_or_whoever_opens_it_may_want_one(lead: Actor, reviewer: Actor) -> None:
    version = published()
    Template.objects.filter(pk=version.template_id).update(needs_review=True)
    version.template.refresh_from_db()
    of_checklist = assessment(version=version)
    chosen = open_assessment(
        by=lead,
        version=published(),
        subject=subject(),
        title="A",
        due_on=None,
        now=NOW,
        reviewer_id=reviewer.id,
    )

    assert (of_checklist.review, chosen.review) == (ReviewState.NEEDED, ReviewState.NEEDED)
    assert list(reviewable_assessments(reviewer)) == [chosen]


def test_accepting_locks_it_and_keeps_its_score(assessed: Assessment, reviewer: Actor, lead: Actor) -> None:
    accepted(assessed, reviewer)

    assert fresh(assessed).is_locked
    card = Scorecard.objects.get(assessment=assessed, is_current=True)
    assert (card.purpose, card.input_version) == ("lock", fresh(assessed).input_version)
    assert AuditEvent.objects.get(action="assessment.accepted").digest == {"score": card.inputs_digest}
    score([str(assessed.pk)])
    assert Scorecard.objects.filter(assessment=assessed, purpose="lock").count() == 1
    assert verify_scores().faults == ()


def test_a_locked_one_takes_nothing(reviewer: Actor, lead: Actor) -> None:
    opened = assessment(section("all", question("pace"), question("attrition", MEASURED)), by=lead)
    ask_for_review(by=lead, assessment=opened, reviewer_id=reviewer.id, now=NOW)
    record_measurement(by=lead, assessment=opened, question_key="attrition", value=9, now=NOW)
    submit_response(by=lead, response=response_of(opened), now=NOW)
    accepted(opened, reviewer)

    with pytest.raises(ResponseClosed, match=r"Rita Brandt accepted this on 2026-11-23, so it is locked"):
        record_measurement(by=lead, assessment=fresh(opened), question_key="attrition", value=5, now=LATER)
    with pytest.raises(ResponseClosed, match="locked"):
        add_response(by=lead, assessment=fresh(opened), side=Side.EVALUATOR, party="b")
    with pytest.raises(ResponseClosed, match="locked"):
        cancel_assessment(by=lead, assessment=fresh(opened), reason="Why not", now=LATER)
    with pytest.raises(ResponseClosed, match="locked"):
        ask_to_clarify(
            by=lead,
            response=response_of(opened),
            question=question_of(opened, "pace"),
            asked="Sure?",
            now=LATER,
        )
    assert Response.objects.filter(assessment=opened).count() == 2


def test_who_answers_does_not_approve(assessed: Assessment, lead: Actor) -> None:
    with pytest.raises(Refused, match="Who answers does not approve"):
        accepted(assessed, lead)
    assert fresh(assessed).awaits_review


def test_nor_does_who_only_submitted_or_once_saved(reviewer: Actor) -> None:
    for answers in (True, False):
        opened = assessment()
        ask_for_review(by=someone(), assessment=opened, reviewer_id=reviewer.id, now=NOW)
        if answers:
            answered(response_of(opened), "pace", "3", by=reviewer)
            answered(response_of(opened), "pace", "4", by=someone(), expected=1)
        submit_response(by=someone() if answers else reviewer, response=response_of(opened), now=NOW)
        with pytest.raises(Refused, match="Who answers does not approve"):
            accepted(opened, reviewer)


def test_what_the_reviewer_did_not_see_is_not_accepted(assessed: Assessment, reviewer: Actor) -> None:
    with pytest.raises(Refused, match="Answers changed since"):
        accept_assessment(by=reviewer, assessment=assessed, seen_version=1, now=LATER)
    assert not ReviewDecision.objects.exists()


def test_what_is_being_clarified_is_not_accepted(assessed: Assessment, reviewer: Actor, lead: Actor) -> None:
    response, pace = response_of(assessed), question_of(assessed, "pace")
    asked = ask_to_clarify(by=reviewer, response=response, question=pace, asked="Sure?", now=LATER)

    with pytest.raises(Refused, match="being clarified"):
        accepted(assessed, reviewer)
    confirm_clarified_answer(by=lead, clarification=asked, words="Yes.", now=LATER)
    accepted(assessed, reviewer)


def test_returned_with_a_reason_at_an_answer_its_author_finds_it_there(
    assessed: Assessment, reviewer: Actor, lead: Actor
) -> None:
    receipt = response_of(assessed).receipt
    returned(assessed, reviewer, pace="Which sites?")

    response = response_of(assessed)
    assert (fresh(assessed).state, fresh(assessed).review, response.state) == ("open", "returned", "draft")
    reason = return_reasons_of(response)["pace"]
    assert (reason.text, reason.by_name) == ("Which sites?", "Rita Brandt")
    assert Reopening.objects.get().receipt == receipt
    assert Notice.objects.filter(kind="returned").get().to_id == lead.id
    submit_response(by=lead, response=response, now=LATER)
    assert fresh(assessed).awaits_review
    assert return_reasons_of(response_of(assessed)) == {}


def test_only_the_responses_meant_go_back(reviewer: Actor, lead: Actor) -> None:
    opened = assessment(by=lead, opening_sides=("evaluator", "provider"))
    ask_for_review(by=lead, assessment=opened, reviewer_id=reviewer.id, now=NOW)
    for side in (Side.EVALUATOR, Side.PROVIDER):
        submit_response(by=lead, response=response_of(opened, side), now=NOW)

    returned(opened, reviewer, pace="Which sites?")

    states = {side: response_of(opened, side).state for side in (Side.EVALUATOR, Side.PROVIDER)}
    assert states == {Side.EVALUATOR: "draft", Side.PROVIDER: "submitted"}


def test_nothing_is_returned_without_a_reason_or_for_a_foreign_answer(
    assessed: Assessment, reviewer: Actor
) -> None:
    other = assessment()
    foreign = {(response_of(other).pk, question_of(other, "pace").pk): "Why?"}

    for reasons, because in ((Reasons(), "Say why"), (Reasons("", foreign), "not part of")):
        with pytest.raises(Refused, match=because):
            return_assessment(by=reviewer, assessment=assessed, reasons=reasons, now=LATER)
    assert fresh(assessed).awaits_review


def test_reopening_a_locked_one_must_be_meant_and_leaves_a_trace(
    assessed: Assessment, reviewer: Actor, lead: Actor
) -> None:
    accepted(assessed, reviewer)
    with pytest.raises(Refused, match="undoes the acceptance"):
        reopen_response(by=lead, response=response_of(assessed), reason="New facts", now=LATER)
    assert fresh(assessed).is_locked

    reopen_response(
        by=lead, response=response_of(assessed), reason="New facts", now=LATER, undoing_acceptance=True
    )

    assert (fresh(assessed).state, fresh(assessed).review) == ("open", "needed")
    undone = ReviewDecision.objects.filter(assessment=assessed).latest("pk")
    assert (undone.outcome, undone.reason, undone.by_name) == ("undone", "New facts", "Mara Keller")
    assert AuditEvent.objects.get(action="response.reopened").digest["acceptance"] == "undone"
    assert Scorecard.objects.filter(assessment=assessed, purpose="lock").count() == 1
    score([str(assessed.pk)])
    assert Scorecard.objects.get(assessment=assessed, is_current=True).purpose == "draft"


def test_a_second_decision_says_who_was_first(assessed: Assessment, reviewer: Actor) -> None:
    accepted(assessed, reviewer)
    with pytest.raises(Refused, match="Rita Brandt accepted this"):
        returned(assessed, someone())
    with pytest.raises(Refused, match="Rita Brandt accepted this"):
        accepted(assessed, someone())


def test_the_database_keeps_decisions_and_knows_no_accepted_draft(
    assessed: Assessment, reviewer: Actor
) -> None:
    decision = returned(assessed, reviewer)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewDecision.objects.filter(pk=decision.pk).update(outcome="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=assessed.pk).update(review="accepted")
