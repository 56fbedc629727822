"""Says something about an answer, and resolves what was said; nothing that was said is ever changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.refusals import Refused
from assessments.actions.telling import tell
from assessments.domain.questionnaire import Side
from assessments.models import Comment, NoticeKind, Question, Response, Thread
from assessments.queries.threads import people_to_mention
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record

LONGEST = 4000


@transaction.atomic
def begin_thread(
    *,
    by: Actor,
    response: Response,
    question: Question,
    text: str,
    mentions: Sequence[str] = (),
    is_shared: bool = False,
    now: datetime,
) -> Comment:
    """Begin a thread about one answer.

    Whether it is shared with the provider is said now and never changes; what contacts say always is.
    """
    shared = is_shared or by.kind is ActorKind.CONTACT
    if shared and response.side != Side.PROVIDER:
        text_of = _("Only what is said about the provider's own answers can be shared with the provider.")
        raise Refused("is_shared", "not_the_providers", text_of)
    thread = Thread.objects.create(response=response, question=question, is_shared=shared)
    return _say(by, thread, text, mentions, now)


@transaction.atomic
def reply(*, by: Actor, thread: Thread, text: str, mentions: Sequence[str] = (), now: datetime) -> Comment:
    """Say something more; a resolved thread is open again by that."""
    Thread.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by_name="")
    return _say(by, thread, text, mentions, now)


@transaction.atomic
def resolve_thread(*, by: Actor, thread: Thread, now: datetime) -> Thread:
    """Nothing more is to be said; resolving twice does nothing."""
    open_one = Thread.objects.filter(pk=thread.pk, resolved_at__isnull=True)
    if open_one.update(resolved_at=now, resolved_by_name=by.name[:200]):
        record(by=by, action="thread.resolved", on=thread, digest=_place(thread))
    thread.refresh_from_db()
    return thread


@transaction.atomic
def reopen_thread(*, by: Actor, thread: Thread) -> Thread:
    """There is more to say after all; an open thread stays as it is."""
    resolved = Thread.objects.filter(pk=thread.pk, resolved_at__isnull=False)
    if resolved.update(resolved_at=None, resolved_by_name=""):
        record(by=by, action="thread.reopened", on=thread, digest=_place(thread))
    thread.refresh_from_db()
    return thread


def checked_words(field: str, text: str) -> str:
    """What somebody typed, if there is something and it can be kept."""
    words = text.strip()
    if not words:
        raise Refused(field, "empty", _("Nothing is written yet."))
    if "\x00" in words:
        raise Refused(field, "unreadable", _("This text holds a character that cannot be stored."))
    if len(words) > LONGEST:
        said = _("This text has %(length)s characters; %(longest)s fit. Please shorten it.")
        raise Refused(field, "too_long", said % {"length": len(words), "longest": LONGEST})
    return words


def _say(by: Actor, thread: Thread, text: str, mentions: Sequence[str], now: datetime) -> Comment:
    words = checked_words("text", text)
    people = _mentioned(by, thread, mentions)
    comment = Comment.objects.create(
        thread=thread, text=words, at=now, by_kind=by.kind, by_id=by.id, by_name=by.name[:200]
    )
    tell(
        NoticeKind.MENTIONED,
        by=by,
        to=[(str(ActorKind.USER), each) for each in people],
        assessment=thread.response.assessment,
        comment=comment,
        now=now,
    )
    record(
        by=by,
        action="comment.added",
        on=comment,
        digest={**_place(thread), "shared": int(thread.is_shared), "mentioned": len(people)},
    )
    return comment


def _mentioned(by: Actor, thread: Thread, mentions: Sequence[str]) -> list[str]:
    if not mentions:
        return []
    known = {str(person.pk) for person in people_to_mention(by, thread.response, thread.question)}
    if set(mentions) - known:
        text = _("Somebody you mentioned may not read this answer. Choose from the list.")
        raise Refused("mentions", "not_a_reader", text)
    return list(dict.fromkeys(mentions))


def _place(thread: Thread) -> dict[str, str | int]:
    return {"response": thread.response_id, "question": thread.question.key, "thread": thread.pk}
