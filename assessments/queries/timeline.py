"""Everything that happened to the answers to one question: wordings, comments, clarifications, returns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from assessments.domain.questionnaire import Perspective, Side
from assessments.models import (
    Answer,
    AnswerRevision,
    Assessment,
    Clarification,
    ClarificationState,
    Comment,
    Envelope,
    Question,
    Response,
    ReturnReason,
)
from assessments.queries.access import answerable_responses, readable_answers
from assessments.queries.cover import cover_response, cover_revision, name_told, without_names
from assessments.queries.threads import spoken_of, visible_threads
from outsourcing.actors import Actor, ActorKind


class EntryKind(StrEnum):
    """What happened."""

    SAVED = "saved"
    COMMENTED = "commented"
    RESOLVED = "resolved"
    ASKED = "asked"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to the answer of one response; a wording comes with the one before it."""

    kind: EntryKind
    at: datetime
    by_name: str
    response: Response
    text: str = ""
    is_shared: bool = False
    revision: AnswerRevision | None = None
    before: AnswerRevision | None = None
    perspective: Perspective = Perspective.OWN
    by_kind: str = ActorKind.USER


def answer_timeline(actor: Actor, response: Response, question: Question) -> Sequence[Entry]:
    """What this actor may know of the answers to a question in one assessment, newest first."""
    entries = [
        *_wordings(actor, response, question),
        *_comments(actor, response, question),
        *_clarifications(actor, response, question),
        *_returns(actor, response, question),
    ]
    told = [_told(entry, response.assessment) for entry in entries]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _told(entry: Entry, assessment: Assessment) -> Entry:
    """The entry without names where the assessment stands behind its alias."""
    if not assessment.is_covered:
        return entry
    cover_response(entry.response, {assessment.pk: assessment})
    for revision in (entry.revision, entry.before):
        if revision is not None:
            cover_revision(revision, assessment)
    name = name_told(entry.by_name, entry.by_kind, assessment)
    return replace(entry, by_name=name, text=without_names(entry.text, assessment))


def _wordings(actor: Actor, response: Response, question: Question) -> Iterable[Entry]:
    rows = AnswerRevision.objects.filter(answer__in=_answers(actor, response, question))
    before: dict[int, AnswerRevision] = {}
    for row in rows.select_related("answer__response").order_by("answer", "row_version"):
        yield Entry(
            EntryKind.SAVED,
            row.saved_at,
            row.saved_by_name,
            row.answer.response,
            revision=row,
            before=before.get(row.answer_id),
            perspective=Perspective(row.answer.perspective),
            by_kind=row.saved_by_kind,
        )
        before[row.answer_id] = row


def _answers(actor: Actor, response: Response, question: Question) -> list[int]:
    readable = readable_answers(actor, response.assessment).filter(question=question)
    found = set(readable.values_list("pk", flat=True))
    if question.section.envelope == Envelope.PRICE:
        # Who answers may see what they answered, also while it is sealed.
        own = answerable_responses(actor).filter(assessment=response.assessment_id)
        mine = Answer.including_sealed.filter(response__in=own.order_by().values("pk"), question=question)
        found |= set(mine.values_list("pk", flat=True))
    return sorted(found)


def _comments(actor: Actor, response: Response, question: Question) -> Iterable[Entry]:
    threads = {
        thread.pk: thread
        for thread in visible_threads(actor, [response.assessment_id]).filter(question=question)
    }
    for comment in Comment.objects.filter(thread__in=threads).order_by("pk"):
        thread = threads[comment.thread_id]
        yield Entry(
            EntryKind.COMMENTED,
            comment.at,
            comment.by_name,
            thread.response,
            comment.text,
            is_shared=thread.is_shared,
            by_kind=comment.by_kind,
        )
    for thread in threads.values():
        if thread.resolved_at:
            yield Entry(EntryKind.RESOLVED, thread.resolved_at, thread.resolved_by_name, thread.response)


def _clarifications(actor: Actor, response: Response, question: Question) -> Iterable[Entry]:
    of_question = Q(response__assessment=response.assessment_id, question=question)
    asked = Clarification.objects.filter(of_question, spoken_of(actor)).select_related("response")
    for each in asked:
        yield Entry(EntryKind.ASKED, each.asked_at, each.asked_by_name, each.response, each.asked)
        if each.settled_at and each.state != ClarificationState.OPEN:
            kind = EntryKind(each.state)
            # Settled by its author; of the provider's answers that is one of its people.
            author = ActorKind.CONTACT if each.response.side == Side.PROVIDER else ActorKind.USER
            words = each.words
            yield Entry(kind, each.settled_at, each.settled_by_name, each.response, words, by_kind=author)


def _returns(actor: Actor, response: Response, question: Question) -> Iterable[Entry]:
    of_question = Q(response__assessment=response.assessment_id, question=question)
    reasons = ReturnReason.objects.filter(of_question, spoken_of(actor))
    for each in reasons.select_related("response", "decision"):
        yield Entry(EntryKind.RETURNED, each.decision.at, each.decision.by_name, each.response, each.text)
