"""What is somebody's to do about answers: clarify one, review an assessment, read where they are meant."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, Clarification, Notice, NoticeKind
from assessments.queries import visible_assessments
from assessments.queries.clarifications import own_clarifications
from assessments.queries.notices import notices_to_look_at, path_of
from assessments.queries.reviewing import awaiting_review, reviewable_assessments
from outsourcing.actors import Actor
from outsourcing.ui.registry import InboxItem, Tone


def talk_inbox(actor: Actor) -> list[InboxItem]:
    """The clarifications, reviews and mentions that wait for this person."""
    return [
        *_clarifications(actor),
        *map(_review_item, reviewable_assessments(actor).filter(awaiting_review())),
        *_notices(actor),
    ]


def talk_waiting(actor: Actor) -> tuple[QuerySet[Any, Any], ...]:
    """The same as rows to be counted."""
    clarify = own_clarifications(actor).select_related(None).order_by().values("pk")
    reviews = reviewable_assessments(actor).select_related(None).filter(awaiting_review()).order_by()
    told = notices_to_look_at(actor).order_by().values("pk")
    return clarify, reviews.values("pk"), told


def _clarifications(actor: Actor) -> Iterable[InboxItem]:
    waiting = list(own_clarifications(actor))
    told = _told(actor, {each.response.assessment_id for each in waiting})
    for each in waiting:
        if each.response.assessment_id in told:
            yield _clarification_item(each, told[each.response.assessment_id])


def _clarification_item(asked: Clarification, assessment: Assessment) -> InboxItem:
    place = [assessment.pk, asked.response_id, asked.question.key]
    return InboxItem(
        title=_("Clarify: %(question)s") % {"question": asked.question.text},
        detail=f"{assessment.title} · {asked.asked_by_name}: {asked.asked[:160]}",
        url=reverse("assessments:clarify", args=place),
        icon="question-circle",
        due=assessment.due_on,
        tone=Tone.WARN,
    )


def _review_item(assessment: Assessment) -> InboxItem:
    return InboxItem(
        title=_("Review: %(title)s") % {"title": assessment.title},
        detail=_("Everything is submitted; accept it, or return it with reasons"),
        url=reverse("assessments:review", args=[assessment.pk]),
        icon="clipboard-check",
        due=assessment.due_on,
        tone=Tone.INFO,
    )


def _notices(actor: Actor) -> Iterable[InboxItem]:
    notices = list(
        notices_to_look_at(actor).select_related(
            "comment__thread__response",
            "comment__thread__question",
            "clarification__response",
            "clarification__question",
        )
    )
    told = _told(actor, {each.assessment_id for each in notices})
    for each in notices:
        if each.assessment_id in told:
            yield _notice_item(each, told[each.assessment_id])


def _notice_item(notice: Notice, assessment: Assessment) -> InboxItem:
    is_mention = notice.kind == NoticeKind.MENTIONED
    text = _("%(name)s mentioned you") if is_mention else _("%(name)s clarified an answer")
    return InboxItem(
        title=text % {"name": notice.from_name},
        detail=f"{assessment.title} · {_question_text(notice)}",
        url=path_of(notice),
        icon="at" if is_mention else "chat-left-dots",
        tone=Tone.INFO,
    )


def _question_text(notice: Notice) -> str:
    if notice.comment is not None:
        return notice.comment.thread.question.text
    return notice.clarification.question.text if notice.clarification else ""


def _told(actor: Actor, assessment_ids: set[int]) -> dict[int, Assessment]:
    # Read by themselves, so that whoever must not know a name is not told it here.
    return {each.pk: each for each in visible_assessments(actor).filter(pk__in=assessment_ids)}
