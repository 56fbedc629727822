"""Moves an open assessment to the version of its checklist that is in use."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.actions.changes import figures_wanted, input_changed
from assessments.actions.refusals import Refused
from assessments.actions.writing import Place, Words, write
from assessments.domain.questionnaire import Perspective
from assessments.models import (
    Answer,
    AnswerState,
    Assessment,
    AssessmentState,
    Clarification,
    Evidence,
    Grant,
    Question,
    Response,
    ResponseState,
    Section,
    TemplateVersion,
    Thread,
    VersionState,
)
from assessments.queries.moving import MovePlan, move_plan
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

Talk = TypeVar("Talk", Thread, Clarification)


@transaction.atomic
def move_assessment(
    *, by: Actor, assessment: Assessment, version: TemplateVersion, now: datetime
) -> MovePlan:
    """Move an open assessment; moving it where it is already does nothing. Closed ones never move.

    Answers stay with their question as long as it takes them. Others count as missing; what they said
    stays readable.
    """
    locked = _locked(assessment)
    plan = move_plan(locked, version)
    if locked.version_id == version.pk:
        return plan
    _check(locked, version)
    # What is measured now may be asked no longer: that is owed as well as what comes new.
    figures_wanted(locked)
    _refit(plan, version)
    Assessment.objects.filter(pk=locked.pk).update(version=version)
    _move_grants(locked, version)
    _move_proof(locked, version)
    _move_talk(locked, version)
    for answer in plan.cleared:
        place = Place(answer.response, answer.question, Perspective(answer.perspective))
        words = Words(AnswerState.CLEARED, note=answer.note)
        write(by=by, place=place, words=words, expected_row_version=None, now=now)
    input_changed(locked.pk)
    aside = len(plan.cleared) + len(plan.removed)
    digest = {"from": locked.version.number, "to": version.number, "kept": len(plan.kept), "aside": aside}
    record(by=by, action="assessment.moved", on=locked, digest=digest)
    locked.version = version
    figures_wanted(locked)
    return plan


def _locked(assessment: Assessment) -> Assessment:
    # In the order in which answers are saved: responses first, then their assessment.
    list(Response.objects.select_for_update().filter(assessment=assessment).order_by("pk"))
    assessments = Assessment.objects.select_for_update(of=("self",)).select_related("version")
    return assessments.get(pk=assessment.pk)


def _check(assessment: Assessment, version: TemplateVersion) -> None:
    if assessment.state != AssessmentState.OPEN:
        text = _("This assessment is closed. It keeps its version, its answers and its score.")
        raise Refused("assessment", "closed", text)
    same = version.template_id == assessment.version.template_id
    # Read afresh: it may have been retired since the page was opened.
    if not same or not TemplateVersion.objects.filter(pk=version.pk, state=VersionState.PUBLISHED).exists():
        text = _("This version is not in use any more. Look again which one is.")
        raise Refused("version", "not_in_use", text)
    submitted = Response.objects.filter(assessment=assessment, state=ResponseState.SUBMITTED)
    if submitted.exists():
        text = _("Part of this is submitted and stays as it was. Reopen it first, or keep the version.")
        raise Refused("response", "submitted", text)


def _refit(plan: MovePlan, version: TemplateVersion) -> None:
    questions = {row.key: row for row in Question.objects.filter(version=version).select_related("section")}
    for answer in plan.refitted:
        answer.question = questions[answer.question.key]
    Answer.including_sealed.bulk_update(plan.refitted, ["question"])


def _move_talk(assessment: Assessment, version: TemplateVersion) -> None:
    """What was said about an answer stays with it where its question goes on."""
    questions = {row.key: row for row in Question.objects.filter(version=version)}
    _move_rows(Thread.objects.filter(response__assessment=assessment), questions)
    _move_rows(Clarification.objects.filter(response__assessment=assessment), questions)


def _move_rows(rows: QuerySet[Talk], questions: Mapping[str, Question]) -> None:
    moved = [row for row in rows.select_related("question") if row.question.key in questions]
    for row in moved:
        row.question = questions[row.question.key]
    rows.model._default_manager.bulk_update(moved, ["question"])


def _move_proof(assessment: Assessment, version: TemplateVersion) -> None:
    questions = {row.key: row for row in Question.objects.filter(version=version)}
    rows = Evidence.including_sealed.filter(response__assessment=assessment).select_related("question")
    moved = [row for row in rows if row.question.key in questions]
    for row in moved:
        row.question = questions[row.question.key]
    Evidence.including_sealed.bulk_update(moved, ["question"])


def _move_grants(assessment: Assessment, version: TemplateVersion) -> None:
    sections = {row.key: row for row in Section.objects.filter(version=version)}
    grants = Grant.objects.filter(assessment=assessment, section__isnull=False).select_related("section")
    moved = [grant for grant in grants if grant.section and grant.section.key in sections]
    for grant in moved:
        grant.section = sections[grant.section.key] if grant.section else None
    Grant.objects.bulk_update(moved, ["section"])
