"""One project: the need, who is compared by which checklists, and what was agreed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outsourcing.guards import ActorRequest, guarded
from selection.forms.member import MemberForm
from selection.forms.weights import WeightsForm
from selection.queries.overview import Overview, overview_of, possible_members
from selection.queries.plans import visible_plans
from selection.queries.switches import switch_lines
from selection.views.fetch import SEEN


@guarded(of=SEEN)
@require_safe
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """The project's page."""
    overview = overview_of(request.actor, pk)
    if overview is None:
        raise Http404
    return render(request, "selection/project.html", project_context(request, overview))


def project_context(
    request: ActorRequest,
    overview: Overview,
    *,
    weights_form: WeightsForm | None = None,
    member_form: MemberForm | None = None,
) -> dict[str, object]:
    """Everything the project's page shows; a form that was refused comes back with what was typed."""
    project = overview.project
    rows = [line.row for line in overview.weights]
    form = weights_form or WeightsForm(weights=rows)
    shares = [line.share for line in overview.weights]
    return {
        "overview": overview,
        "project": project,
        "weights_form": form,
        "weight_lines": list(zip(form, overview.weights, shares, strict=True)),
        "plans": list(visible_plans(request.actor, project).defer("analysis__result")),
        "switches": switch_lines(request.actor, project),
        "member_form": member_form or MemberForm(people=possible_members(request.actor, project)),
    }
