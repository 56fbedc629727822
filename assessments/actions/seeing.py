"""Notes that somebody looked at what they were told of."""

from datetime import datetime

from django.db.models import QuerySet

from assessments.models import Clarification, Notice, NoticeKind, Question, Response
from outsourcing.actors import Actor


def see_mentions(*, by: Actor, response: Response, question: Question, now: datetime) -> None:
    """Whoever looks at the comments on an answer has seen where they were mentioned; no event, no input."""
    unseen = _unseen(by).filter(kind=NoticeKind.MENTIONED)
    unseen.filter(comment__thread__response=response, comment__thread__question=question).update(seen_at=now)


def see_clarified(*, by: Actor, clarification: Clarification, now: datetime) -> None:
    """Whoever asked has seen what was said to it."""
    _unseen(by).filter(kind=NoticeKind.CLARIFIED, clarification=clarification).update(seen_at=now)


def _unseen(by: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(to_kind=by.kind, to_id=by.id, seen_at__isnull=True)
