"""Releasing results to the provider, and taking that back."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from assessments.actions.refusals import Refused
from assessments.actions.releasing import release_results, take_back_results
from assessments.domain.formats import AnswerFormat
from assessments.domain.questionnaire import Perspective, Side
from assessments.forms.portal import ReleaseForm
from assessments.models import Answer, AnswerState, Assessment, ResponseState
from assessments.queries import questionnaire_of, readable_answers
from assessments.views import places, provider_people
from assessments.views.wording import answer_text
from outsourcing.actors import Actor
from outsourcing.guards import ActorRequest, guarded

SAID_BY = {
    Side.PROVIDER: gettext_lazy("You"),
    Side.CONSENSUS: gettext_lazy("Assessed together"),
    Side.MEASURED: gettext_lazy("Measured from the roster"),
    Side.EVALUATOR: gettext_lazy("Assessed"),
    Side.CHECKER: gettext_lazy("Checked"),
    Side.SPONSOR: gettext_lazy("Sponsor"),
}


@guarded(of=provider_people.ASKED_PROVIDER)
@require_POST
def release(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the provider the results as they stand now."""
    assessment = places.managed_assessment(request.actor, pk)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return provider_people.show(request, assessment, release_form=form, status=422)
    said = answers_in_words(request.actor, assessment) if form.cleaned_data["with_answers"] else None
    try:
        release_results(
            by=request.actor,
            assessment=assessment,
            said=said,
            message=form.cleaned_data["message"],
            now=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.reason)
        return provider_people.show(request, assessment, release_form=form, status=422)
    messages.success(request, _("Released. The provider's people read it in the portal."))
    return redirect("assessments:provider-people", pk=pk)


@guarded(of=provider_people.ASKED_PROVIDER)
@require_POST
def take_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the results no longer."""
    assessment = places.managed_assessment(request.actor, pk)
    take_back_results(by=request.actor, assessment=assessment, now=timezone.now())
    messages.success(request, _("Taken back. What was said about the results stays here."))
    return redirect("assessments:provider-people", pk=pk)


def answers_in_words(actor: Actor, assessment: Assessment) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What was answered to each question by which side: never by whom, and never a note.

    Of people who answered alone nothing is repeated; the score holds what they said together.
    """
    settled = Q(response__state=ResponseState.SUBMITTED) | Q(response__side=Side.MEASURED)
    shared = readable_answers(actor, assessment).filter(
        settled,
        response__party="",
        response__side__in=[str(side) for side in SAID_BY],
        perspective=Perspective.OWN,
    )
    said: dict[str, list[tuple[str, str]]] = {}
    for key, line in _lines(assessment, shared.exclude(state=AnswerState.CLEARED)):
        said.setdefault(key, []).append(line)
    return {key: tuple(lines) for key, lines in said.items()}


def _lines(assessment: Assessment, answers: Iterable[Answer]) -> Iterable[tuple[str, tuple[str, str]]]:
    questions = questionnaire_of(assessment.version).by_key
    order = list(SAID_BY)
    for answer in sorted(answers, key=lambda each: order.index(Side(each.response.side))):
        asked = questions.get(answer.question.key)
        if asked is not None:
            side = SAID_BY[Side(answer.response.side)]
            yield answer.question.key, (str(side), _words(answer, asked.format))


def _words(answer: Answer, answer_format: AnswerFormat) -> str:
    if answer.state == AnswerState.NOT_APPLICABLE:
        return _("does not apply")
    return answer_text(answer_format, answer.value)
