"""What assessments put on the home of the portal."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import AssessmentState, Release, Response, ResponseState
from assessments.queries.clarifications import own_clarifications
from assessments.queries.portal import own_asking, portal_progress, portal_responses, readable_releases
from assessments.views.preparing.entries import preparing_tasks
from outsourcing.actors import Actor
from outsourcing.ui.formats import day_text, deadline_text
from outsourcing.ui.registry import PortalTask


def portal_tasks(actor: Actor, _today: date) -> list[PortalTask]:
    """What this contact is asked to answer and to prepare, handed in, and may read."""
    responses = portal_responses(actor)
    return [
        *_unclear(actor, responses),
        *_questionnaires(actor, responses),
        *preparing_tasks(actor),
        *map(_results, readable_releases(actor)),
    ]


def _questionnaires(actor: Actor, responses: Iterable[Response]) -> Iterable[PortalTask]:
    for response in responses:
        if response.state == ResponseState.SUBMITTED:
            yield _done(response)
        elif response.assessment.state != AssessmentState.CANCELLED:
            yield _asked(actor, response)


def _unclear(actor: Actor, responses: Iterable[Response]) -> Iterable[PortalTask]:
    sections = {response.pk: response.section_keys for response in responses}
    for asked in own_clarifications(actor).select_related("question__section"):
        only = sections.get(asked.response_id, ())
        if only and asked.question.section.key not in only:
            continue
        place = [asked.response.assessment_id, asked.response_id, asked.question.key]
        yield PortalTask(
            title=asked.question.text,
            what_for=asked.asked,
            asked_by=asked.asked_by_name,
            url=reverse("assessments:portal-clarify", args=place),
            button=gettext_lazy("Clarify"),
            icon="question-circle",
            state="asked",
            due=asked.response.assessment.due_on,
            detail=_("One answer is unclear; all others stay as they were handed in"),
        )


def _asked(actor: Actor, response: Response) -> PortalTask:
    assessment, progress = response.assessment, portal_progress(response)
    asking = own_asking(actor, response)
    said = {"answered": progress.answered, "asked": progress.asked}
    return PortalTask(
        title=assessment.title,
        what_for=asking.invitation.note if asking else "",
        asked_by=asking.invitation.invited_by_name if asking else "",
        url=reverse("assessments:portal-fill", args=[assessment.pk, response.pk]),
        button=gettext_lazy("Go on answering") if progress.answered else gettext_lazy("Start answering"),
        icon="list-check",
        state="asked",
        due=assessment.due_on,
        detail=_("%(answered)d of %(asked)d answered") % said,
        progress=progress.share,
    )


def _done(response: Response) -> PortalTask:
    return PortalTask(
        title=response.assessment.title,
        what_for="",
        asked_by="",
        url=reverse("assessments:portal-receipt", args=[response.assessment_id, response.pk]),
        button=gettext_lazy("Receipt"),
        icon="check2-circle",
        state="done",
        detail=_("received %(moment)s") % {"moment": deadline_text(response.submitted_at)},
    )


def _results(release: Release) -> PortalTask:
    return PortalTask(
        title=release.assessment.title,
        what_for="",
        asked_by="",
        url=reverse("assessments:portal-results", args=[release.pk]),
        button=gettext_lazy("Read and comment"),
        icon="clipboard-data",
        state="results",
        detail=_("released by %(name)s, %(day)s")
        % {"name": release.released_by_name, "day": day_text(release.released_at)},
    )
