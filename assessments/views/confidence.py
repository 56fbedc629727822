"""How far each grade of proof is trusted; template admins set it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.actions.confidence import set_confidences
from assessments.actions.refusals import Refused
from assessments.forms.proof import ConfidenceForm
from assessments.queries.proven import confidences
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded


@guarded(Permission.MANAGE_TEMPLATES)
@require_http_methods(["GET", "HEAD", "POST"])
def confidence(request: ActorRequest) -> HttpResponse:
    """How much is a proof worth?"""
    present = {str(grade): round(figure * 100, 2) for grade, figure in confidences().items()}
    form = ConfidenceForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        try:
            set_confidences(by=request.actor, figures=form.figures())
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Set. What rests on proof is being computed anew."))
            return redirect("assessments:proof-confidence")
    return render(request, "assessments/confidence.html", {"form": form}, status=422 if form.errors else 200)
