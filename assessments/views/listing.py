"""The list of assessments."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.forms.filters import AssessmentFilter
from assessments.queries import visible_assessments
from assessments.views.rows import rows_of
from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded

LINES_ON_A_PAGE = 25


@guarded()
@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """What is being found out, about whom, and how far is it?"""
    narrowed = AssessmentFilter(request.GET, actor=request.actor, today=timezone.localdate(), request=request)
    page = Paginator(narrowed.qs, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "filter": narrowed,
        "page": page,
        "rows": rows_of(request.actor, list(page.object_list), today),
        "is_first_day": not page.object_list and not visible_assessments(request.actor).exists(),
        "may_open": request.actor.may(Permission.CREATE_ASSESSMENTS),
        "today": today,
    }
    return render(request, "assessments/list.html", context)
