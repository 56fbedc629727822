"""What an evaluator declares before the first look, and what the manager makes of a conflict."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.changes import input_changed
from assessments.actions.locking import closed
from assessments.actions.panels.asking import go_on_without, put_aside
from assessments.actions.refusals import Refused
from assessments.models import Admission, ConflictDecision, Declaration, Response
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

LONGEST = 4_000


@transaction.atomic
def declare_interest(*, by: Actor, response: Response, conflict: str, now: datetime) -> Declaration:
    """Keep what somebody declares, once; without a conflict the questions open, else it is decided."""
    text = conflict.strip()
    if len(text) > LONGEST or "\x00" in text:
        raise Refused("conflict", "too_long", _("Say it in fewer words, please; nothing was stored yet."))
    locked = Response.objects.select_for_update().get(pk=response.pk)
    known = Declaration.objects.filter(
        assessment=locked.assessment_id, actor_kind=by.kind, actor_id=by.id
    ).first()
    if known is not None:
        return known
    declared = Declaration.objects.create(
        assessment_id=locked.assessment_id,
        response=locked,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name[:200],
        has_conflict=bool(text),
        text=text,
        declared_at=now,
    )
    locked.admission = Admission.DECISION if text else Admission.OPEN
    locked.save(update_fields=["admission"])
    record(by=by, action="interest.declared", on=locked, digest={"conflict": int(bool(text))})
    return declared


@transaction.atomic
def decide_conflict(
    *, by: Actor, declaration: Declaration, may_rate: bool, reason: str, now: datetime
) -> ConflictDecision:
    """Let somebody rate in spite of a conflict, or take them out of the panel; for a reason, and once."""
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why; the reason is kept beside the declaration."))
    rows = Response.including_set_aside.select_for_update(of=("self",)).select_related("assessment")
    response = rows.get(pk=declaration.response_id)
    decided = ConflictDecision.objects.filter(declaration=declaration).first()
    if decided is not None:
        text = _("%(name)s decided this already.") % {"name": decided.by_name}
        raise Refused("declaration", "decided", text)
    _check(by, declaration)
    decision = ConflictDecision.objects.create(
        declaration=declaration,
        may_rate=may_rate,
        reason=reason.strip(),
        at=now,
        by_kind=by.kind,
        by_id=by.id,
        by_name=by.name[:200],
    )
    _follow(by, response, decision, now)
    record(by=by, action="conflict.decided", on=response, digest={"may_rate": int(may_rate)})
    return decision


def _check(by: Actor, declaration: Declaration) -> None:
    if not declaration.has_conflict:
        raise Refused("declaration", "no_conflict", _("No conflict was declared here."))
    if (declaration.actor_kind, declaration.actor_id) == (by.kind, by.id):
        text = _("This is your own declaration. Somebody else who manages the assessment decides on it.")
        raise Refused("declaration", "own", text)


def _follow(by: Actor, response: Response, decision: ConflictDecision, now: datetime) -> None:
    if decision.may_rate:
        response.admission = Admission.OPEN
        response.save(update_fields=["admission"])
    elif not response.is_set_aside:
        put_aside(by, response, decision.reason, now)
        if not input_changed(response.assessment_id):
            raise closed(response.assessment_id)
        go_on_without(by, response.assessment, now)
