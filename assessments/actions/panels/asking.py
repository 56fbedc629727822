"""Asks somebody to rate alone, all of it or certain sections, and takes somebody out of the panel again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.locking import closed
from assessments.actions.refusals import Refused
from assessments.actions.submitting import submit_assessment_if_last
from assessments.domain.questionnaire import Side
from assessments.models import (
    Admission,
    Answer,
    AnswerState,
    Assessment,
    AssessmentState,
    Capability,
    Declaration,
    Grant,
    Response,
    ResponseState,
    Section,
    SettingAside,
)
from assessments.queries import questionnaire_of
from assessments.queries.progress import asked_keys
from outsourcing.actors import Actor, ActorKind, Permission
from outsourcing.audit.actions import record

READERS_OF_ALL = frozenset(
    {Permission.READ_ALL_ASSESSMENTS, Permission.READ_ALL_PROJECTS, Permission.READ_TRAIL}
)


def party_of(evaluator: Actor) -> str:
    """How the response of somebody who rates alone is told from the others."""
    return f"user-{evaluator.id}"


@transaction.atomic
def ask_evaluator(
    *,
    by: Actor,
    assessment: Assessment,
    evaluator: Actor,
    section_keys: Collection[str] = (),
    now: datetime,
) -> Response:
    """Ask somebody to rate alone: everything, or the sections named.

    Asked again, they are asked of these sections from then on; what they rated elsewhere stops counting
    only when they clear it. Whoever was set aside comes back with what they had rated.
    """
    locked = Assessment.objects.select_for_update().select_related("version").get(pk=assessment.pk)
    _check_names(locked, evaluator)
    sections = _sections(locked, section_keys)
    _make_room(by, locked, now)
    response = _response(locked, evaluator)
    _ask(response, evaluator, sections)
    # A submitted assessment waits again, for these ratings.
    if not input_changed(locked.pk, state=AssessmentState.OPEN):
        raise closed(locked.pk)
    digest: dict[str, str | int] = {"to": evaluator.key, "sections": len(sections)}
    record(by=by, action="panel.asked", on=response, digest=digest)
    return response


@transaction.atomic
def set_evaluator_aside(*, by: Actor, response: Response, reason: str, now: datetime) -> Response:
    """Take a rating out of the score and its rater out of the panel; what was rated is kept."""
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why; the reason is kept."))
    rows = Response.including_set_aside.select_for_update(of=("self",)).select_related("assessment")
    locked = rows.get(pk=response.pk)
    if locked.side != Side.EVALUATOR:
        raise Refused("response", "not_a_rating", _("Only the ratings of evaluators are set aside."))
    if locked.is_set_aside:
        return locked
    put_aside(by, locked, reason.strip(), now)
    if not input_changed(locked.assessment_id):
        raise closed(locked.assessment_id)
    go_on_without(by, locked.assessment, now)
    return locked


def put_aside(by: Actor, response: Response, reason: str, now: datetime) -> None:
    """The same for whoever holds the locks and tells the score themselves."""
    said = {"reason": reason, "at": now, "by_kind": by.kind, "by_id": by.id, "by_name": by.name[:200]}
    SettingAside.objects.create(response=response, **said)
    response.is_set_aside = True
    response.save(update_fields=["is_set_aside"])
    Grant.objects.filter(response=response).delete()
    record(by=by, action="panel.set_aside", on=response, digest={"assessment": response.assessment_id})


def go_on_without(by: Actor, assessment: Assessment, now: datetime) -> None:
    """Once nobody rates alone the common rating comes back; and what was the last to wait for may be gone."""
    asked = Response.objects.filter(assessment=assessment)
    if not asked.filter(side=Side.EVALUATOR).exists():
        shared = Response.including_set_aside.filter(assessment=assessment, side=Side.EVALUATOR, party="")
        shared.update(is_set_aside=False)
    if asked.filter(state=ResponseState.SUBMITTED).exists():
        submit_assessment_if_last(assessment, by, now)


def _check_names(assessment: Assessment, evaluator: Actor) -> None:
    if not assessment.names_hidden:
        return
    manages = Grant.objects.filter(
        assessment=assessment,
        actor_kind=evaluator.kind,
        actor_id=evaluator.id,
        capability=Capability.MANAGE,
    )
    if evaluator.permissions & READERS_OF_ALL or manages.exists():
        text = _(
            "%(name)s may read everything here and would see the names. Ask somebody else, or open them."
        )
        raise Refused("person", "knows_names", text % {"name": evaluator.name})


def _sections(assessment: Assessment, keys: Collection[str]) -> Sequence[Section]:
    questionnaire = questionnaire_of(assessment.version)
    if not questionnaire.keys_by_side[Side.EVALUATOR]:
        raise Refused("person", "not_asked", _("This checklist asks nothing of evaluators."))
    sections = list(Section.objects.filter(version=assessment.version_id, key__in=keys))
    if len(sections) < len(set(keys)):
        raise Refused("sections", "unknown", _("One of these sections is not in this checklist. Look again."))
    if not asked_keys(questionnaire, Side.EVALUATOR, list(keys)):
        raise Refused("sections", "not_asked", _("These sections ask nothing of evaluators. Choose others."))
    return sections


def _make_room(by: Actor, assessment: Assessment, now: datetime) -> None:
    """Who rates alone does not also rate with the others: an empty common rating makes room.

    One with answers stays as one rating among the others, until somebody takes it out.
    """
    shared = Response.objects.select_for_update().filter(
        assessment=assessment, side=Side.EVALUATOR, party="", state=ResponseState.DRAFT
    )
    for response in shared:
        given = Answer.including_sealed.filter(response=response).exclude(state=AnswerState.CLEARED)
        if not given.exists():
            put_aside(by, response, _("Each evaluator rates alone."), now)


def _response(assessment: Assessment, evaluator: Actor) -> Response:
    response, _created = Response.including_set_aside.get_or_create(
        assessment=assessment,
        side=Side.EVALUATOR,
        party=party_of(evaluator),
        defaults={"party_name": evaluator.name[:200]},
    )
    return response


def _ask(response: Response, evaluator: Actor, sections: Sequence[Section]) -> None:
    response.is_set_aside = False
    response.section_keys = [section.key for section in sections]
    response.admission = _admission(response, evaluator)
    response.save(update_fields=["is_set_aside", "section_keys", "admission"])
    Grant.objects.filter(response=response).delete()
    parts: Sequence[Section | None] = sections or [None]
    Grant.objects.bulk_create(
        Grant(
            actor_kind=ActorKind.USER,
            actor_id=evaluator.id,
            assessment_id=response.assessment_id,
            capability=Capability.ANSWER,
            response=response,
            section=section,
        )
        for section in parts
    )


def _admission(response: Response, evaluator: Actor) -> Admission:
    declared = Declaration.objects.filter(
        assessment=response.assessment_id, actor_kind=evaluator.kind, actor_id=evaluator.id
    ).select_related("decision")
    declaration = declared.first()
    if declaration is None:
        return Admission.DECLARATION
    decision = getattr(declaration, "decision", None)
    if not declaration.has_conflict or (decision is not None and decision.may_rate):
        return Admission.OPEN
    return Admission.DECISION
