"""Writes one answer under the lock of its response: version check, revision, trail."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import QuerySet

from assessments.actions.refusals import AnswerConflict
from assessments.domain.questionnaire import AnswerValue, Perspective
from assessments.models import Answer, AnswerRevision, AnswerState, Question, Response
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@dataclass(frozen=True)
class Words:
    """What an answer shall say."""

    state: AnswerState
    value: AnswerValue = None
    note: str = ""
    reason: str = ""

    def are_those_of(self, answer: Answer) -> bool:
        """Whether the answer says exactly this already."""
        present = (answer.state, answer.value, answer.note, answer.reason)
        # 1 and True are equal to Python, not to a reader; the types count.
        return json.dumps(present) == json.dumps((str(self.state), self.value, self.note, self.reason))


@dataclass(frozen=True)
class Place:
    """Where an answer stands: in which response, to which question, about which side."""

    response: Response
    question: Question
    perspective: Perspective

    def answers(self) -> QuerySet[Answer]:
        """The one answer there, if there is one."""
        return Answer.including_sealed.filter(
            response=self.response, question=self.question, perspective=self.perspective
        )


@dataclass(frozen=True)
class SavedAnswer:
    """What stands after a save; `changed` is false where it stood already."""

    answer_id: int
    row_version: int
    state: AnswerState
    value: AnswerValue
    note: str
    reason: str
    saved_at: datetime
    saved_by_name: str
    changed: bool


def write(
    *,
    by: Actor,
    place: Place,
    words: Words,
    expected_row_version: int | None,
    now: datetime,
) -> SavedAnswer:
    """Write the answer unless it stands already; the caller holds the lock of the response.

    Without an expected version whatever stands is replaced. Raises AnswerConflict otherwise.
    """
    present = place.answers().first()
    if present is not None and words.are_those_of(present):
        return _saved(present, changed=False)
    version = present.row_version if present else 0
    if expected_row_version not in (None, version):
        raise AnswerConflict.with_present(present)
    answer = present or Answer(
        response=place.response, question=place.question, perspective=place.perspective
    )
    _put(answer, words, by, now)
    _store(answer, version)
    _append_revision(answer, place.question.key, by)
    return _saved(answer, changed=True)


def _put(answer: Answer, words: Words, by: Actor, now: datetime) -> None:
    answer.state = words.state
    answer.value = words.value
    answer.note = words.note
    answer.reason = words.reason
    answer.saved_at = now
    answer.saved_by_kind, answer.saved_by_id, answer.saved_by_name = by.kind, by.id, by.name[:200]


def _store(answer: Answer, version: int) -> None:
    answer.row_version = version + 1
    if not version:
        answer.save(force_insert=True)
        return
    # The lock makes the version certain; the condition makes it certain without the lock.
    updated = Answer.including_sealed.filter(pk=answer.pk, row_version=version).update(**_columns(answer))
    if not updated:
        raise AnswerConflict.with_present(Answer.including_sealed.get(pk=answer.pk))


def _columns(answer: Answer) -> dict[str, object]:
    names = (
        "state",
        "value",
        "note",
        "reason",
        "row_version",
        "saved_at",
        "saved_by_kind",
        "saved_by_id",
        "saved_by_name",
    )
    return {name: getattr(answer, name) for name in names}


def _append_revision(answer: Answer, question_key: str, by: Actor) -> None:
    revision = AnswerRevision.objects.create(answer=answer, salt=secrets.token_hex(16), **_columns(answer))
    record(
        by=by,
        action="answer.saved",
        on=answer,
        digest={
            "response": answer.response_id,
            "question": question_key,
            "row_version": answer.row_version,
            "sha256": revision_digest(revision),
        },
    )


def revision_digest(revision: AnswerRevision) -> str:
    """The hash by which the trail knows a wording; the salt keeps short answers from being guessed."""
    words = Words(AnswerState(revision.state), revision.value, revision.note, revision.reason)
    text = json.dumps([revision.salt, asdict(words)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _saved(answer: Answer, *, changed: bool) -> SavedAnswer:
    return SavedAnswer(
        answer_id=answer.pk,
        row_version=answer.row_version,
        state=AnswerState(answer.state),
        value=answer.value,
        note=answer.note,
        reason=answer.reason,
        saved_at=answer.saved_at,
        saved_by_name=answer.saved_by_name,
        changed=changed,
    )
