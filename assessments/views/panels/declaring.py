"""The declaration of interest before the first look, and what is decided on a conflict."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments import actions
from assessments.forms.handing import ReasonForm
from assessments.forms.panels import DeclarationForm
from assessments.models import Admission
from assessments.queries.panels import declaration_asked, declared_conflict
from assessments.views import places
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.DECLARED)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: ActorRequest, pk: int) -> HttpResponse:
    """Is there anything that could colour this rating?"""
    assessment = places.visible_assessment(request.actor, pk)
    response = declaration_asked(request.actor, pk)
    if response is None:
        raise Http404
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    context = {"assessment": assessment, "form": form, "waits": response.admission == Admission.DECISION}
    if request.method != "POST" or context["waits"]:
        return render(request, "assessments/panels/declaration.html", context)
    if not form.is_valid():
        return render(request, "assessments/panels/declaration.html", context, status=422)
    declared = actions.declare_interest(
        by=request.actor, response=response, conflict=form.declared, now=timezone.now()
    )
    if declared.has_conflict:
        return redirect("assessments:declare", pk=pk)
    messages.success(request, _("Thank you. The questions are open to you now."))
    return redirect("assessments:fill", pk=pk, response_pk=response.pk)


@guarded(of=places.DECIDED)
@require_POST
def decide(request: ActorRequest, pk: int, declaration_pk: int) -> HttpResponse:
    """Let somebody rate in spite of a conflict, or take them out of the panel."""
    assessment = places.managed_assessment(request.actor, pk)
    declaration = declared_conflict(request.actor, assessment, declaration_pk)
    if declaration is None:
        raise Http404
    form = ReasonForm(request.POST)
    reason: str = form.cleaned_data["reason"] if form.is_valid() else ""
    may_rate = request.POST.get("decision") == "confirm"
    try:
        actions.decide_conflict(
            by=request.actor, declaration=declaration, may_rate=may_rate, reason=reason, now=timezone.now()
        )
    except actions.Refused as refused:
        messages.error(request, refused.reason)
    else:
        said = _("%(name)s may rate.") if may_rate else _("%(name)s is out of the panel.")
        messages.success(request, said % {"name": declaration.actor_name})
    return redirect("assessments:panel", pk=pk)
