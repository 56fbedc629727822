"""Opens an assessment, adds responses to it, and cancels it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.changes import figures_wanted, first_input, input_changed
from assessments.actions.locking import closed, lock_assessment
from assessments.actions.panels.hiding import new_alias
from assessments.actions.refusals import Refused
from assessments.domain.questionnaire import Side, asked_of
from assessments.models import (
    Assessment,
    AssessmentState,
    Capability,
    Grant,
    Response,
    ReviewState,
    Subject,
    SubjectKind,
    TemplateVersion,
    VersionState,
)
from assessments.queries import questionnaire_of
from assessments.signals import assessment_changed
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record

BOTH_SIDES = {
    Side.SPONSOR: gettext_lazy(
        "This person already answers for the sponsor here. Ask somebody else to speak for the provider."
    ),
    Side.PROVIDER: gettext_lazy(
        "This person already answers for the provider here. Ask somebody else to speak for the sponsor."
    ),
}


@transaction.atomic
def open_assessment(
    *,
    by: Actor,
    version: TemplateVersion,
    subject: Subject,
    title: str,
    due_on: date | None,
    now: datetime,
    sealed_until_opened: bool = False,
    reviewer_id: str = "",
    hides_names: bool = False,
) -> Assessment:
    """Ask the questions of a published version about a subject; who opens it may manage and answer it.

    It is reviewed where its checklist says so, or where a user is named who is to review it. Where names are
    hidden, evaluators know the provider by an alias until somebody opens them.
    """
    hides_names = hides_names and subject.kind == SubjectKind.PROVIDER
    if version.state == VersionState.DRAFT:
        raise Refused("version", "not_published", _("This version is a draft. Publish it first."))
    assessment = Assessment.objects.create(
        version=version,
        subject=subject,
        title=title,
        reference_date=now.date(),
        due_on=due_on,
        sealed_until_opened=sealed_until_opened,
        created_at=now,
        names_hidden=hides_names,
        alias=new_alias() if hides_names else "",
        review=ReviewState.NEEDED if reviewer_id or version.template.needs_review else ReviewState.NONE,
        **_opened_by(by),
    )
    _add_opening_rows(assessment, by, reviewer_id)
    first_input(assessment.pk)
    figures_wanted(assessment)
    digest = {"version": version.pk, "names_hidden": int(hides_names)}
    record(by=by, action="assessment.opened", on=assessment, digest=digest)
    return assessment


@transaction.atomic
def add_response(
    *,
    by: Actor,
    assessment: Assessment,
    side: Side,
    party: str = "",
    party_name: str = "",
    for_user: str = "",
) -> Response:
    """Ask one more party on a side; the user named alone may answer for it. Once is enough."""
    if side not in _sides_asked(assessment.version):
        raise Refused("side", "not_asked", _("This checklist asks nothing of this side."))
    _refuse_both_sides(assessment, side, for_user)
    response, created = Response.objects.get_or_create(
        assessment=assessment, side=side, party=party, defaults={"party_name": party_name}
    )
    if for_user:
        _let_answer(response, for_user)
    if created:
        # A submitted assessment waits again, for this answer.
        if not input_changed(assessment.pk, state=AssessmentState.OPEN):
            raise closed(assessment.pk)
        record(by=by, action="response.added", on=response, digest={"assessment": assessment.pk})
    return response


@transaction.atomic
def cancel_assessment(*, by: Actor, assessment: Assessment, reason: str, now: datetime) -> Assessment:
    """End an assessment without a result; what was answered stays readable. Cancelling twice does nothing."""
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why this is cancelled; the reason is kept."))
    if lock_assessment(assessment.pk).is_locked:
        raise closed(assessment.pk)
    live = Assessment.objects.filter(pk=assessment.pk).exclude(state=AssessmentState.CANCELLED)
    ended = live.update(state=AssessmentState.CANCELLED, cancelled_reason=reason.strip(), cancelled_at=now)
    if ended:
        assessment_changed.send(sender=Assessment, assessment_id=assessment.pk)
        record(by=by, action="assessment.cancelled", on=assessment)
    assessment.refresh_from_db()
    return assessment


def _refuse_both_sides(assessment: Assessment, side: Side, user_id: str) -> None:
    """Nobody speaks for the company and for its provider: the two views must come from two people."""
    other = {Side.SPONSOR: Side.PROVIDER, Side.PROVIDER: Side.SPONSOR}.get(side)
    if not user_id or other is None:
        return
    speaks = Grant.objects.filter(
        actor_kind=ActorKind.USER,
        actor_id=user_id,
        assessment=assessment,
        capability=Capability.ANSWER,
        response__side=other,
    )
    if speaks.exists():
        raise Refused("side", "both_sides", str(BOTH_SIDES[other]))


def _opened_by(by: Actor) -> dict[str, str]:
    return {"created_by_kind": by.kind, "created_by_id": by.id, "created_by_name": by.name[:200]}


def _let_answer(response: Response, user_id: str) -> None:
    Grant.objects.get_or_create(
        actor_kind=ActorKind.USER,
        actor_id=user_id,
        assessment_id=response.assessment_id,
        capability=Capability.ANSWER,
        section=None,
        response=response,
    )


def _add_opening_rows(assessment: Assessment, by: Actor, reviewer_id: str) -> None:
    sides = _opening_sides(assessment.version)
    Response.objects.bulk_create([Response(assessment=assessment, side=side) for side in sides])
    # Where it opens by itself, whoever arranged that says who manages and answers.
    own = () if by.kind is ActorKind.SYSTEM else (Capability.MANAGE, Capability.ANSWER)
    given = [(by.kind, by.id, capability) for capability in own]
    if reviewer_id:
        given.append((ActorKind.USER, reviewer_id, Capability.REVIEW))
    Grant.objects.bulk_create(
        [
            Grant(actor_kind=kind, actor_id=actor_id, assessment=assessment, capability=capability)
            for kind, actor_id, capability in given
        ]
    )


def _opening_sides(version: TemplateVersion) -> list[Side]:
    named = [Side(side) for side in version.template.opening_sides]
    return named or sorted(_sides_asked(version))


def _sides_asked(version: TemplateVersion) -> frozenset[Side]:
    questions = questionnaire_of(version).questions
    return frozenset[Side]().union(*(asked_of(question) for question in questions))
