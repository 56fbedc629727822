"""The page on which a panel is put together, and what its manager decides there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import actions
from assessments.domain.questionnaire import Side
from assessments.forms.handing import ReasonForm
from assessments.forms.panels import AskForm
from assessments.models import Assessment, AssessmentState
from assessments.queries import questionnaire_of
from assessments.queries.panels import panel_of
from assessments.views import places
from outsourcing.accounts.models import User
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.PANELLED)
@require_safe
def people(request: ActorRequest, pk: int) -> HttpResponse:
    """Who rates this, and how far are they?"""
    return show(request, places.managed_assessment(request.actor, pk))


@guarded(of=places.PANELLED)
@require_POST
def ask(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask one more person to rate alone, or the same person of other sections."""
    assessment = places.managed_assessment(request.actor, pk)
    form = AskForm(request.POST, sections=sections_of(assessment))
    if not form.is_valid():
        return show(request, assessment, form=form, status=422)
    person: User = form.cleaned_data["person"]
    try:
        actions.ask_evaluator(
            by=request.actor,
            assessment=assessment,
            evaluator=person.as_actor(),
            section_keys=form.cleaned_data.get("sections", ()),
            now=timezone.now(),
        )
    except actions.Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        return show(request, assessment, form=form, status=422)
    messages.success(request, _("%(name)s is asked to rate alone.") % {"name": person.name})
    return redirect("assessments:panel", pk=pk)


@guarded(of=places.TAKEN_OUT)
@require_POST
def put_aside(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """Take somebody out of the panel, for a reason; what they rated is kept outside the score."""
    response = places.managed_response(request.actor, pk, response_pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: say why, the reason is kept."))
        return redirect("assessments:panel", pk=pk)
    try:
        reason: str = form.cleaned_data["reason"]
        actions.set_evaluator_aside(by=request.actor, response=response, reason=reason, now=timezone.now())
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Taken out of the panel. What was rated is kept, outside the score."))
    return redirect("assessments:panel", pk=pk)


@guarded(of=places.PANELLED)
@require_POST
def remind(request: ActorRequest, pk: int) -> HttpResponse:
    """Write to everybody who has not submitted."""
    assessment = places.managed_assessment(request.actor, pk)
    reminded = actions.remind_evaluators(by=request.actor, assessment=assessment, now=timezone.now())
    if reminded.written:
        names = {"names": ", ".join(reminded.written)}
        messages.success(request, _("A mail is on its way to %(names)s.") % names)
    if reminded.had_today:
        names = {"names": ", ".join(reminded.had_today)}
        messages.info(request, _("%(names)s: had a reminder today already. Ask again tomorrow.") % names)
    if not reminded.written and not reminded.had_today:
        messages.info(request, _("Nobody is waited for who could be written to."))
    return redirect("assessments:panel", pk=pk)


@guarded(of=places.PANELLED)
@require_POST
def names(request: ActorRequest, pk: int) -> HttpResponse:
    """Hide the names from evaluators, or open them."""
    assessment = places.managed_assessment(request.actor, pk)
    try:
        if request.POST.get("names") == "open":
            actions.open_names(by=request.actor, assessment=assessment)
            messages.success(request, _("The names are open: evaluators now see whom they rated."))
        else:
            hidden = actions.hide_names(by=request.actor, assessment=assessment)
            text = _("Hidden: evaluators know the provider as “%(alias)s”.")
            messages.success(request, text % {"alias": hidden.alias})
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    return redirect("assessments:panel", pk=pk)


def show(
    request: ActorRequest, assessment: Assessment, *, form: AskForm | None = None, status: int = 200
) -> HttpResponse:
    """The page, with a refused form as it was typed."""
    panel = panel_of(request.actor, assessment)
    context = {
        "assessment": assessment,
        "panel": panel,
        "form": form or AskForm(sections=sections_of(assessment)),
        "is_open": assessment.state != AssessmentState.CANCELLED and not assessment.is_locked,
        "may_hide": panel is not None and panel.may_hide_names,
        "me": request.actor.id,
    }
    return render(request, "assessments/panels/people.html", context, status=status)


def sections_of(assessment: Assessment) -> list[tuple[str, str]]:
    """The sections that ask something of evaluators."""
    questionnaire = questionnaire_of(assessment.version)
    asked = questionnaire.keys_by_side[Side.EVALUATOR]
    return [
        (section.key, section.title)
        for section in questionnaire.sections
        if any(question.key in asked for question in section.questions)
    ]
