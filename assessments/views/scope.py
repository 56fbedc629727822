"""Whose figures count: the functions and sites of a roster that an assessment is about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.measuring import choose_scope
from assessments.actions.refusals import Refused
from assessments.forms.scope import ScopeForm
from assessments.models import Assessment
from assessments.queries.measuring import asks_for_figures, names_to_choose, scope_of
from assessments.views import places
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.MANAGED)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ActorRequest, pk: int) -> HttpResponse:
    """Whose attrition is it about?"""
    assessment = places.managed_assessment(request.actor, pk)
    form = _form(request, assessment)
    if form.is_valid():
        try:
            choose_scope(by=request.actor, assessment=assessment, scope=form.scope())
        except Refused as refused:
            form.add_error(None, refused.reason)
            return _page(request, assessment, form, status=409)
        messages.success(request, _("Chosen. The figures follow within moments."))
        return redirect("assessments:overview", pk=pk)
    return _page(request, assessment, form, status=422 if form.errors else 200)


def _form(request: ActorRequest, assessment: Assessment) -> ScopeForm:
    names = names_to_choose(request.actor, assessment)
    return ScopeForm(
        request.POST if request.method == "POST" else None,
        functions=names.functions,
        sites=names.sites,
        chosen=scope_of(assessment),
        cancel_url=reverse("assessments:overview", args=[assessment.pk]),
    )


def _page(request: ActorRequest, assessment: Assessment, form: ScopeForm, *, status: int) -> HttpResponse:
    context = {"assessment": assessment, "form": form, "is_measured": asks_for_figures(assessment)}
    return render(request, "assessments/measured/scope.html", context, status=status)
