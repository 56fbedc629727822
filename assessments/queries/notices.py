"""What people are told: on their home page while it waits, and by a letter that says where, not what."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, ClarificationState, Notice, NoticeKind, Response
from assessments.queries.access import visible_assessments
from assessments.queries.reviewing import awaiting_review
from assessments.queries.threads import may_read
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from providers.models import Contact


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom a notice goes, what it says and where it leads."""

    to_email: str
    to_name: str
    subject: str
    path: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who can be told."""

    actor: Actor
    email: str


def notices_to_look_at(actor: Actor) -> QuerySet[Notice]:
    """The comments this actor was mentioned in and the clarifications they asked for, until they looked."""
    unseen = Notice.objects.filter(to_kind=actor.kind, to_id=actor.id, seen_at__isnull=True)
    told = unseen.filter(kind__in=[NoticeKind.MENTIONED, NoticeKind.CLARIFIED])
    return told.filter(assessment__in=visible_assessments(actor).order_by().values("pk"))


def letter_of(notice: Notice) -> Letter | None:
    """The letter of a notice; nothing where its addressee is gone or it is no longer theirs to act on."""
    addressee = _addressee(notice)
    if addressee is None or not addressee.email or not _still_theirs(notice, addressee.actor):
        return None
    shown = visible_assessments(addressee.actor).filter(pk=notice.assessment_id).first()
    if shown is None:
        return None
    return Letter(addressee.email, addressee.actor.name, _subject(notice, shown), path_of(notice))


def path_of(notice: Notice) -> str:
    """Where a notice leads."""
    if notice.to_kind == ActorKind.CONTACT:
        asked = notice.clarification
        place = _place(asked.response, asked.question.key) if asked else None
        return reverse("assessments:portal-clarify", args=place) if place else reverse("portal:home")
    if notice.comment is not None:
        thread = notice.comment.thread
        page = reverse("assessments:comments", args=_place(thread.response, thread.question.key))
        return f"{page}#thread-{thread.pk}"
    if notice.clarification is not None:
        asked = notice.clarification
        return reverse("assessments:clarify", args=_place(asked.response, asked.question.key))
    page = "assessments:review" if notice.kind == NoticeKind.REVIEW else "assessments:overview"
    return reverse(page, args=[notice.assessment_id])


def _place(response: Response, key: str) -> list[object]:
    return [response.assessment_id, response.pk, key]


def _addressee(notice: Notice) -> Addressee | None:
    if not notice.to_id.isdigit():
        return None
    if notice.to_kind == ActorKind.CONTACT:
        contact = Contact.objects.filter(pk=int(notice.to_id)).first()
        return Addressee(contact.as_actor(), contact.email) if contact else None
    user = User.objects.filter(pk=int(notice.to_id), is_active=True).first()
    return Addressee(user.as_actor(), user.email) if user else None


def _still_theirs(notice: Notice, actor: Actor) -> bool:
    match notice.kind:
        case NoticeKind.MENTIONED if notice.comment:
            thread = notice.comment.thread
            return not thread.is_resolved and may_read(actor, thread.response, thread.question)
        case NoticeKind.CLARIFY if notice.clarification:
            return notice.clarification.state == ClarificationState.OPEN
        case NoticeKind.REVIEW:
            return Assessment.objects.filter(awaiting_review(), pk=notice.assessment_id).exists()
    return True


def _subject(notice: Notice, assessment: Assessment) -> str:
    # Under an alias not even who of the provider's people it was is told.
    name = _("Somebody") if assessment.is_covered else notice.from_name
    said = {"name": name, "title": assessment.title}
    match notice.kind:
        case NoticeKind.MENTIONED:
            return _("%(name)s mentioned you: %(title)s") % said
        case NoticeKind.CLARIFY:
            return _("Please clarify an answer: %(title)s") % said
        case NoticeKind.CLARIFIED:
            return _("%(name)s clarified an answer: %(title)s") % said
        case NoticeKind.REVIEW:
            return _("Ready for your review: %(title)s") % said
    return _("Returned with reasons: %(title)s") % said
