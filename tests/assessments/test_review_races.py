"""A reviewer and somebody else at the same moment: one wins, the other is told in words."""

from collections.abc import Callable
from typing import Any

import pytest

from assessments.actions import Refused, grant, reopen_response, submit_response
from assessments.actions.clarifying import (
    ask_to_clarify,
    change_clarified_answer,
    confirm_clarified_answer,
    withdraw_clarification,
)
from assessments.actions.reviewing import Reasons, accept_assessment, ask_for_review, return_assessment
from assessments.models import (
    Assessment,
    Capability,
    Clarification,
    ReviewDecision,
    ReviewState,
    Scorecard,
)
from outsourcing.actors import ActorKind
from tests.assessments.factories import LATER, NOW, answered, assessment, question_of, response_of, someone
from tests.assessments.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
LEAD = someone("Mara Keller")


def submitted() -> Assessment:
    """An assessment that awaits its review by two reviewers."""
    opened = assessment(by=LEAD)
    for reviewer in ("11", "12"):
        ask_for_review(by=LEAD, assessment=opened, reviewer_id=reviewer, now=NOW)
    grant(by=LEAD, to_kind=ActorKind.USER, to_id="13", assessment=opened, capability=Capability.MANAGE)
    answered(response_of(opened), "pace", "3", by=LEAD)
    submit_response(by=LEAD, response=response_of(opened), now=NOW)
    return Assessment.objects.get(pk=opened.pk)


def accepting(assessed: Assessment, name: str = "Rita") -> Callable[[], Any]:
    """An acceptance that waits to be run."""
    by = someone(name)
    return lambda: accept_assessment(
        by=by, assessment=assessed, seen_version=assessed.input_version, now=LATER
    )


def asking(assessed: Assessment) -> Callable[[], Any]:
    """A question about an answer that waits to be asked."""
    by, response, pace = someone("Rob"), response_of(assessed), question_of(assessed, "pace")
    return lambda: ask_to_clarify(by=by, response=response, question=pace, asked="Sure?", now=LATER)


def refusals(outcomes: list[Any]) -> list[str]:
    """Why those who lost were refused; anything else that went wrong fails the test."""
    lost = [each for each in outcomes if isinstance(each, Exception)]
    assert all(isinstance(each, Refused) for each in lost), lost
    return [each.reason for each in lost if isinstance(each, Refused)]


def test_of_two_reviewers_who_accept_at_once_one_does() -> None:
    assessed = submitted()

    outcomes = at_once(accepting(assessed, "Rita"), accepting(assessed, "Rob"))

    (reason,) = refusals(outcomes)
    assert "so it is locked" in reason
    assert ReviewDecision.objects.count() == 1
    assert Scorecard.objects.filter(purpose="lock").count() == 1


def test_of_an_acceptance_and_a_return_at_once_one_stands() -> None:
    for _ in range(3):
        assessed = submitted()
        by = someone("Rob")

        outcomes = at_once(
            accepting(assessed),
            lambda a=assessed, b=by: return_assessment(  # type: ignore[misc]
                by=b, assessment=a, reasons=Reasons("Thin."), now=LATER
            ),
        )

        assert len(refusals(outcomes)) == 1
        decision = ReviewDecision.objects.get(assessment=assessed)
        assert Assessment.objects.get(pk=assessed.pk).review == decision.outcome


def test_an_acceptance_and_a_question_at_once_never_both_stand() -> None:
    for _ in range(3):
        assessed = submitted()

        outcomes = at_once(accepting(assessed), asking(assessed))

        (reason,) = refusals(outcomes)
        is_accepted = Assessment.objects.get(pk=assessed.pk).review == ReviewState.ACCEPTED
        assert Clarification.objects.filter(response__assessment=assessed).exists() is not is_accepted
        assert ("so it is locked" if is_accepted else "being clarified") in reason


def test_an_acceptance_and_a_clarified_answer_at_once_never_accept_what_nobody_saw() -> None:
    for _ in range(3):
        assessed = submitted()
        clarification = asking(assessed)()

        outcomes = at_once(
            accepting(assessed),
            lambda c=clarification: change_clarified_answer(  # type: ignore[misc]
                by=LEAD, clarification=c, raw_value="5", expected_row_version=1, now=LATER
            ),
        )

        (reason,) = refusals(outcomes)
        assert "being clarified" in reason or "Answers changed" in reason
        assert Assessment.objects.get(pk=assessed.pk).awaits_review


def test_an_acceptance_and_a_reopening_at_once_never_undo_what_nobody_knew_of() -> None:
    for _ in range(3):
        assessed = submitted()
        by, response = someone("Mona"), response_of(assessed)

        outcomes = at_once(
            accepting(assessed),
            lambda r=response, b=by: reopen_response(  # type: ignore[misc]
                by=b, response=r, reason="New facts", now=LATER
            ),
        )

        (reason,) = refusals(outcomes)
        now = Assessment.objects.get(pk=assessed.pk)
        assert ("undoes the acceptance" if now.is_locked else "nothing to decide") in reason
        assert now.state == ("submitted" if now.is_locked else "open")


def test_a_question_is_settled_once_however_many_settle_it() -> None:
    clarification = asking(submitted())()

    outcomes = at_once(
        lambda: change_clarified_answer(
            by=LEAD, clarification=clarification, raw_value="5", expected_row_version=1, now=LATER
        ),
        lambda: confirm_clarified_answer(by=LEAD, clarification=clarification, words="It holds.", now=LATER),
        lambda: withdraw_clarification(by=someone("Rob"), clarification=clarification, now=LATER),
    )

    reasons = refusals(outcomes)
    assert len(reasons) == 2
    assert all("was faster" in reason for reason in reasons)


def test_one_answer_is_asked_about_once_however_many_ask() -> None:
    assessed = submitted()

    outcomes = at_once(asking(assessed), asking(assessed), asking(assessed))

    assert refusals(outcomes) == ["This answer is being clarified already."] * 2
