"""What the manager of an assessment decides: who answers, what is reopened, and its early end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments import actions
from assessments.domain.questionnaire import Side
from assessments.forms.handing import GrantForm, RaterForm, ReasonForm
from assessments.models import Assessment, Capability
from assessments.views import places
from assessments.views.overview import show
from assessments.views.standing import sides_of
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.MANAGED)
@require_POST
def hand_over(request: ActorRequest, pk: int) -> HttpResponse:
    """Let somebody read, answer or manage the assessment."""
    assessment = places.managed_assessment(request.actor, pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return show(request, assessment, status=422, grant_form=form)
    person: User = form.cleaned_data["person"]
    capability = Capability(form.cleaned_data["capability"])
    actions.grant(
        by=request.actor,
        to_kind=ActorKind.USER,
        to_id=str(person.pk),
        assessment=assessment,
        capability=capability,
    )
    messages.success(
        request, _("%(name)s: %(what)s.") % {"name": person.name, "what": capability.label.lower()}
    )
    return redirect("assessments:overview", pk=pk)


@guarded(of=places.MANAGED)
@require_POST
def add_rater(request: ActorRequest, pk: int) -> HttpResponse:
    """Ask one more person, who answers alone."""
    assessment = places.managed_assessment(request.actor, pk)
    form = RaterForm(request.POST, sides=sides_of(assessment))
    if not form.is_valid():
        return show(request, assessment, status=422, rater_form=form)
    try:
        _add_rater(request, assessment, form)
    except actions.Refused as refused:
        form.add_error(None, refused.reason)
        return show(request, assessment, status=422, rater_form=form)
    return redirect("assessments:overview", pk=pk)


@guarded(of=places.REOPENED)
@require_POST
def reopen(request: ActorRequest, pk: int, response_pk: int) -> HttpResponse:
    """Take a submission back, for a reason."""
    response = places.managed_response(request.actor, pk, response_pk)
    assessment = places.managed_assessment(request.actor, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, assessment, status=422, reason_form=form)
    reason: str = form.cleaned_data["reason"]
    try:
        actions.reopen_response(
            by=request.actor,
            response=response,
            reason=reason,
            now=timezone.now(),
            undoing_acceptance="undoing" in request.POST,
        )
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Reopened. The receipt it had is kept in the history."))
    return redirect("assessments:overview", pk=pk)


@guarded(of=places.MANAGED)
@require_POST
def cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """End the assessment without a result, for a reason."""
    assessment = places.managed_assessment(request.actor, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, assessment, status=422, reason_form=form)
    reason: str = form.cleaned_data["reason"]
    actions.cancel_assessment(by=request.actor, assessment=assessment, reason=reason, now=timezone.now())
    messages.success(request, _("Cancelled. What was answered stays readable."))
    return redirect("assessments:overview", pk=pk)


def _add_rater(request: ActorRequest, assessment: Assessment, form: RaterForm) -> None:
    person: User = form.cleaned_data["person"]
    side = Side(form.cleaned_data["side"])
    if side is Side.EVALUATOR:
        # Whoever rates alone belongs to the panel, with its declaration of interest.
        actions.ask_evaluator(
            by=request.actor, assessment=assessment, evaluator=person.as_actor(), now=timezone.now()
        )
        messages.success(request, _("%(name)s is asked.") % {"name": person.name})
        return
    actions.add_response(
        by=request.actor,
        assessment=assessment,
        side=side,
        party=f"user-{person.pk}",
        party_name=person.name,
        for_user=str(person.pk),
    )
    messages.success(request, _("%(name)s is asked.") % {"name": person.name})
