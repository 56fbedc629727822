"""The reviewer's page: read what was submitted, then accept it or return it with reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions import Refused
from assessments.actions.reviewing import (
    Reasons,
    WhichAnswer,
    accept_assessment,
    ask_for_review,
    return_assessment,
)
from assessments.domain.questionnaire import Perspective
from assessments.forms.handing import ReviewerForm
from assessments.models import Answer, Assessment, Clarification, ClarificationState, Response
from assessments.queries import readable_answers
from assessments.queries.questionnaires import questionnaire_of
from assessments.queries.reviewing import answered_by, decisions_on
from assessments.views import places as assessment_places
from assessments.views.overview import show
from assessments.views.standing import Standing, standing_of
from assessments.views.talk import places
from assessments.views.wording import content_text
from outsourcing.accounts.models import User
from outsourcing.guards import ActorRequest, guarded


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer that is reviewed."""

    answer: Answer
    number: str
    said: str
    reason: str
    is_unclear: bool

    @property
    def field(self) -> str:
        """The field of the reason for which it is returned."""
        return _field(self.answer.response_id, self.answer.question_id)


@dataclass(frozen=True, slots=True)
class ResponseLines:
    """The answers of one response."""

    response: Response
    lines: Sequence[AnswerLine]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form that was refused."""

    whole: str = ""
    reasons: Mapping[str, str] | None = None
    refusal: Refused | None = None


@guarded(of=places.REVIEWED)
@require_safe
def review(request: ActorRequest, pk: int) -> HttpResponse:
    """Can this be accepted as it is?"""
    return _page(request, places.reviewed(request.actor, pk), Typed())


@guarded(of=places.REVIEWED)
@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponse:
    """Accept and lock what the page showed."""
    assessment = places.reviewed(request.actor, pk)
    try:
        accept_assessment(
            by=request.actor, assessment=assessment, seen_version=_seen(request.POST), now=timezone.now()
        )
    except Refused as refusal:
        return _page(request, places.reviewed(request.actor, pk), Typed(refusal=refusal))
    messages.success(request, _("Accepted. It is locked now, and its score is kept."))
    return redirect("assessments:overview", pk=pk)


@guarded(of=places.REVIEWED)
@require_POST
def give_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Return it with reasons."""
    assessment = places.reviewed(request.actor, pk)
    whole, typed = request.POST.get("whole", ""), _typed(request.POST)
    try:
        reasons = Reasons(whole, {_where(name): text for name, text in typed.items()})
        return_assessment(by=request.actor, assessment=assessment, reasons=reasons, now=timezone.now())
    except Refused as refusal:
        return _page(request, places.reviewed(request.actor, pk), Typed(whole, typed, refusal))
    messages.success(request, _("Returned. Its authors are told, and find your reasons at the questions."))
    return redirect("assessments:overview", pk=pk)


@guarded(of=assessment_places.MANAGED)
@require_POST
def choose(request: ActorRequest, pk: int) -> HttpResponse:
    """Choose somebody who is to accept or return it."""
    assessment = assessment_places.managed_assessment(request.actor, pk)
    form = ReviewerForm(request.POST)
    if not form.is_valid():
        return show(request, assessment, status=422, reviewer_form=form)
    person: User = form.cleaned_data["person"]
    try:
        ask_for_review(
            by=request.actor, assessment=assessment, reviewer_id=str(person.pk), now=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("%(name)s is to review it.") % {"name": person.name})
    return redirect("assessments:overview", pk=pk)


def _page(request: ActorRequest, assessment: Assessment, typed: Typed) -> HttpResponse:
    standing: Standing = standing_of(request.actor, assessment)
    context = {
        "assessment": assessment,
        "standing": standing,
        "responses": _lines(request, assessment, typed.reasons or {}),
        "unclear": len(_unclear(assessment)),
        "has_answered": answered_by(request.actor, assessment),
        "decisions": decisions_on(assessment)[:5],
        "typed": typed,
        "today": timezone.localdate(),
    }
    status = 422 if typed.refusal else 200
    return render(request, "assessments/talk/review.html", context, status=status)


def _lines(
    request: ActorRequest, assessment: Assessment, reasons: Mapping[str, str]
) -> Sequence[ResponseLines]:
    questionnaire = questionnaire_of(assessment.version)
    unclear = _unclear(assessment)
    numbers = {
        question.key: f"{place}.{number}"
        for place, section in enumerate(questionnaire.sections, start=1)
        for number, question in enumerate(section.questions, start=1)
    }
    by_response: dict[int, list[AnswerLine]] = {}
    found: dict[int, Response] = {}
    answers = readable_answers(request.actor, assessment).filter(perspective=Perspective.OWN)
    for answer in answers.order_by("response", "question__section__position", "question__position"):
        asked = questionnaire.by_key.get(answer.question.key)
        if asked is None or answer.response.side == "measured":
            continue
        said = content_text(asked.format, answer.state, answer.value, answer.reason)
        reason = reasons.get(_field(answer.response_id, answer.question_id), "")
        where = answer.response_id, answer.question_id
        line = AnswerLine(answer, numbers[answer.question.key], said, reason, where in unclear)
        by_response.setdefault(answer.response_id, []).append(line)
        found[answer.response_id] = answer.response
    return [ResponseLines(found[pk], lines) for pk, lines in by_response.items()]


def _unclear(assessment: Assessment) -> set[WhichAnswer]:
    asked = Clarification.objects.filter(response__assessment=assessment, state=ClarificationState.OPEN)
    return set(asked.values_list("response", "question"))


def _field(response_pk: int, question_pk: int) -> str:
    return f"reason-{response_pk}-{question_pk}"


def _typed(data: QueryDict) -> dict[str, str]:
    named = ((name, str(data[name])) for name in data if name.startswith("reason-"))
    return {name: text for name, text in named if text.strip()}


def _where(name: str) -> WhichAnswer:
    parts = name.split("-")[1:]
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
        return (0, 0)
    return int(parts[0]), int(parts[1])


def _seen(data: QueryDict) -> int:
    text = data.get("seen", "")
    readable = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if readable else 0
