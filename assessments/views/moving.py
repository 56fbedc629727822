"""Moving an open assessment to the version in use, after a look at what that does to its answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import Refused
from assessments.actions.moving import move_assessment
from assessments.domain.format_codec import format_from_json
from assessments.domain.questionnaire import Side
from assessments.models import Answer, Response
from assessments.models.response import SIDE_LABELS
from assessments.queries.moving import move_plan, newer_version, set_aside_answers
from assessments.views import places
from assessments.views.wording import content_text
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One answer by its question and whose it is; what it says stays with those who may read it."""

    question: str
    whose: str
    said: str = ""
    note: str = ""


@guarded(of=places.MANAGED)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ActorRequest, pk: int) -> HttpResponse:
    """What would be kept, set aside and newly asked; then the move itself."""
    assessment = places.managed_assessment(request.actor, pk)
    target = newer_version(assessment)
    if target is None:
        messages.info(request, _("This assessment is closed, or on the version in use already."))
        return redirect("assessments:overview", pk=pk)
    if request.method == "POST" and request.POST.get("to") == str(target.number):
        try:
            move_assessment(by=request.actor, assessment=assessment, version=target, now=timezone.now())
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            text = _("Moved to version %(number)d. The score is computed anew.")
            messages.success(request, text % {"number": target.number})
        return redirect("assessments:overview", pk=pk)
    plan = move_plan(assessment, target)
    context = {
        "assessment": assessment,
        "target": target,
        "kept": _lines(plan.kept),
        "cleared": _lines(plan.cleared),
        "removed": _lines(plan.removed),
        "newly_asked": plan.newly_asked,
    }
    return render(request, "assessments/editor/move.html", context)


@guarded(of=places.SEEN)
@require_safe
def set_aside(request: ActorRequest, pk: int) -> HttpResponse:
    """What was answered to questions that are no longer asked?"""
    assessment = places.visible_assessment(request.actor, pk)
    lines = [_told(answer) for answer in set_aside_answers(request.actor, assessment)]
    return render(request, "assessments/editor/set_aside.html", {"assessment": assessment, "lines": lines})


def _lines(answers: Iterable[Answer]) -> Sequence[MovedLine]:
    return [MovedLine(answer.question.text, _whose(answer.response)) for answer in answers]


def _told(answer: Answer) -> MovedLine:
    answer_format = format_from_json(answer.question.format)
    said = content_text(answer_format, answer.state, answer.value, answer.reason)
    return MovedLine(answer.question.text, _whose(answer.response), said, answer.note)


def _whose(response: Response) -> str:
    side = str(SIDE_LABELS[Side(response.side)])
    return f"{side}, {response.party_name}" if response.party_name else side
