"""Opening an assessment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import actions
from assessments.forms.opening import OpeningForm
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded


@guarded(Permission.CREATE_ASSESSMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: ActorRequest) -> HttpResponse:
    """Choose a checklist and whom it is about."""
    start = {"subject": request.GET.get("provider", ""), "version": request.GET.get("version", "")}
    form = OpeningForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        today=timezone.localdate(),
        initial=start,
    )
    if form.is_valid():
        try:
            return _open(request, form)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
    return render(request, "assessments/open.html", {"form": form})


def _open(request: ActorRequest, form: OpeningForm) -> HttpResponse:
    provider = form.provider
    if provider is None:
        subject = actions.ourselves(by=request.actor)
    else:
        subject = actions.subject_of_provider(by=request.actor, provider=provider)
    assessment = actions.open_assessment(
        by=request.actor,
        version=form.cleaned_data["version"],
        subject=subject,
        title=form.title_for(subject.title),
        due_on=form.cleaned_data["due_on"],
        now=timezone.now(),
        hides_names=form.cleaned_data["hides_names"],
        reviewer_id=form.reviewer_id,
    )
    messages.success(request, _("The assessment is open. Answer it yourself, or hand it to somebody."))
    return redirect("assessments:overview", pk=assessment.pk)
