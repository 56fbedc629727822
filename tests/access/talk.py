"""What is said about answers in the world of the matrix: threads, questions to authors, and a review."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.actions.commenting import begin_thread
from assessments.actions.reviewing import ask_for_review
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Clarification, Thread
from outsourcing.accounts.models import User
from tests.assessments.factories import NOW, question_of, response_of


@dataclass(frozen=True)
class Talk:
    """One thread and one open clarification inside, and the same with the provider's people."""

    thread: Thread
    clarification: Clarification
    shared: Thread
    of_contact: Clarification

    def arguments(self) -> dict[str, Mapping[str, object]]:
        """By kind of object, the parameters of an address that lead to it."""
        inside, outside = _place(self.thread), _place(self.shared)
        clarification = inside | {"clarification_pk": self.clarification.pk}
        return {
            "answer to discuss": inside,
            "answer to ask about": inside,
            "thread": inside | {"thread_pk": self.thread.pk},
            "clarification to answer": clarification,
            "clarification to withdraw": clarification,
            "assessment to review": {"pk": inside["pk"]},
            "shared thread": outside | {"thread_pk": self.shared.pk},
            "clarification of a contact": outside | {"clarification_pk": self.of_contact.pk},
        }


def talk_about(assessed: Assessment, of_provider: Assessment, lead: User, reviewer: User) -> Talk:
    """The lead comments and asks; the lead and the reviewer are to review it."""
    for user in (lead, reviewer):
        ask_for_review(by=lead.as_actor(), assessment=assessed, reviewer_id=str(user.pk), now=NOW)
    inside = _thread(assessed, Side.EVALUATOR, "news", lead)
    outside = _thread(of_provider, Side.PROVIDER, "bench", lead)
    return Talk(inside, _asked(inside, lead), outside, _asked(outside, lead))


def _thread(assessed: Assessment, side: Side, key: str, by: User) -> Thread:
    comment = begin_thread(
        by=by.as_actor(),
        response=response_of(assessed, side),
        question=question_of(assessed, key),
        text="How do we know?",
        is_shared=side is Side.PROVIDER,
        now=NOW,
    )
    return comment.thread


def _asked(about: Thread, by: User) -> Clarification:
    return Clarification.objects.create(
        response=about.response,
        question=about.question,
        asked="Does it hold?",
        asked_at=NOW,
        asked_by_kind="user",
        asked_by_id=str(by.pk),
        asked_by_name=by.name,
    )


def _place(thread: Thread) -> dict[str, object]:
    response = thread.response
    return {"pk": response.assessment_id, "response_pk": response.pk, "key": thread.question.key}
