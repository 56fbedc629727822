"""One submitted answer opened again for its author, while all others stay locked."""

import pytest
from django.db import DatabaseError, transaction

from assessments.actions import (
    AnswerConflict,
    AnswerRefused,
    Refused,
    ResponseClosed,
    grant,
    submit_response,
)
from assessments.actions.clarifying import (
    ask_to_clarify,
    change_clarified_answer,
    confirm_clarified_answer,
    withdraw_clarification,
)
from assessments.models import (
    AnswerRevision,
    Assessment,
    Capability,
    Clarification,
    Notice,
    ResponseState,
    Scorecard,
)
from assessments.queries import scorecards_for
from assessments.queries.clarifications import (
    askable_assessments,
    own_clarifications,
    visible_clarifications,
)
from assessments.tasks import score
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import (
    LATER,
    NOW,
    answered,
    assessment,
    question_of,
    response_of,
    someone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Actor:
    """Who opened, answered and submitted."""
    return someone("Mara Keller")


@pytest.fixture
def assessed(lead: Actor) -> Assessment:
    """A submitted assessment with pace at 3 and bench at yes."""
    opened = assessment(by=lead)
    response = response_of(opened)
    answered(response, "pace", "3", by=lead)
    answered(response, "bench", "yes", by=lead)
    submit_response(by=lead, response=response, now=NOW)
    return opened


def asked(assessed: Assessment, by: Actor | None = None) -> Clarification:
    """Why 3?"""
    return ask_to_clarify(
        by=by or someone("Rita"),
        response=response_of(assessed),
        question=question_of(assessed, "pace"),
        asked="Does 3 hold for Chennai too?",
        now=LATER,
    )


def changed(clarification: Clarification, by: Actor, value: str = "4", expected: int = 1) -> Clarification:
    """The answer given anew."""
    return change_clarified_answer(
        by=by, clarification=clarification, raw_value=value, expected_row_version=expected, now=LATER
    )


def test_only_the_answer_asked_about_opens_and_the_receipt_stays(lead: Actor, assessed: Assessment) -> None:
    receipt = response_of(assessed).receipt
    settled = changed(asked(assessed), lead)

    response = response_of(assessed)
    assert (response.state, response.receipt) == (ResponseState.SUBMITTED, receipt)
    assert (settled.state, settled.row_version, len(settled.digest)) == ("changed", 2, 64)
    with pytest.raises(ResponseClosed):
        answered(response, "bench", "no", by=lead, expected=1)
    assert list(
        AnswerRevision.objects.filter(answer__question__key="pace").values_list("value", flat=True)
    ) == [
        4,
        3,
    ]


def test_the_score_is_out_of_date_until_it_is_computed_again(lead: Actor, assessed: Assessment) -> None:
    score([str(assessed.pk)])
    before = scorecards_for([assessed.pk])[assessed.pk]
    changed(asked(assessed), lead)

    assert scorecards_for([assessed.pk])[assessed.pk].is_out_of_date
    score([str(assessed.pk)])
    after = scorecards_for([assessed.pk])[assessed.pk]
    assert not after.is_out_of_date
    assert (before.low or 0) < (after.low or 0)
    assert Scorecard.objects.filter(assessment=assessed, purpose="submission").count() == 2


def test_a_confirmed_answer_stays_and_says_why(lead: Actor, assessed: Assessment) -> None:
    before = Assessment.objects.get(pk=assessed.pk).input_version
    settled = confirm_clarified_answer(
        by=lead, clarification=asked(assessed), words="Yes, seen there.", now=LATER
    )

    assessed.refresh_from_db()
    assert (settled.state, settled.words, len(settled.digest)) == ("confirmed", "Yes, seen there.", 64)
    assert assessed.input_version == before
    assert AnswerRevision.objects.filter(answer__question__key="pace").count() == 1
    with pytest.raises(Refused, match="Nothing is written"):
        confirm_clarified_answer(by=lead, clarification=settled, words=" ", now=LATER)


def test_the_author_and_then_the_asker_are_told(lead: Actor, assessed: Assessment) -> None:
    rita = someone("Rita")
    clarification = asked(assessed, rita)

    assert list(own_clarifications(lead)) == [clarification]
    assert not own_clarifications(rita).exists()
    changed(clarification, lead)
    assert not own_clarifications(lead).exists()
    told = Notice.objects.values_list("kind", "to_id")
    assert list(told) == [("clarify", lead.id), ("clarified", rita.id)]


def test_who_may_ask_manages_or_reviews(lead: Actor, assessed: Assessment) -> None:
    reviewer, reader = someone("Rita"), someone("Rob")
    for actor, capability in ((reviewer, Capability.REVIEW), (reader, Capability.READ)):
        grant(by=lead, to_kind=ActorKind.USER, to_id=actor.id, assessment=assessed, capability=capability)

    may = [askable_assessments(actor).filter(pk=assessed.pk).exists() for actor in (lead, reviewer, reader)]

    assert may == [True, True, False]
    asked(assessed, reviewer)
    assert visible_clarifications(reader).count() == 1
    assert not visible_clarifications(someone()).exists()


def test_a_draft_is_not_clarified_and_one_answer_not_twice_at_once(lead: Actor, assessed: Assessment) -> None:
    with pytest.raises(Refused, match="not submitted yet"):
        asked(assessment())
    first = asked(assessed)
    with pytest.raises(Refused, match="being clarified already"):
        asked(assessed)
    withdraw_clarification(by=someone("Rita"), clarification=first, now=LATER)
    assert asked(assessed).pk != first.pk


def test_what_is_settled_is_settled_and_says_by_whom(lead: Actor, assessed: Assessment) -> None:
    clarification = asked(assessed)
    withdraw_clarification(by=someone("Rita"), clarification=clarification, now=LATER)

    with pytest.raises(Refused, match="Rita was faster: withdrawn"):
        changed(clarification, lead)
    assert AnswerRevision.objects.filter(answer__question__key="pace").count() == 1


def test_what_does_not_fit_is_refused_and_the_question_stays_open(lead: Actor, assessed: Assessment) -> None:
    clarification = asked(assessed)

    with pytest.raises(AnswerRefused):
        changed(clarification, lead, value="9")
    with pytest.raises(Refused, match="says already"):
        changed(clarification, lead, value="3")
    with pytest.raises(AnswerConflict):
        changed(clarification, lead, expected=7)
    clarification.refresh_from_db()
    assert clarification.state == "open"


def test_the_trail_holds_the_receipt_and_the_digest_and_no_words(lead: Actor, assessed: Assessment) -> None:
    settled = changed(asked(assessed), lead)

    event = AuditEvent.objects.get(action="clarification.settled")
    assert event.digest == {
        "response": settled.response_id,
        "question": "pace",
        "outcome": "changed",
        "receipt": response_of(assessed).receipt,
        "sha256": settled.digest,
    }


def test_the_database_keeps_what_was_asked_and_what_became_of_it(lead: Actor, assessed: Assessment) -> None:
    settled = changed(asked(assessed), lead)
    rows = Clarification.objects.filter(pk=settled.pk)

    for values in ({"asked": "Else"}, {"words": "Else"}, {"digest": "0" * 64}, {"state": "confirmed"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**values)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
