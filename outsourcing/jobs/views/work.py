"""Owed work: what failed, what waits, and the button that takes it up again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from outsourcing.actors import Permission
from outsourcing.audit.naming import names_of
from outsourcing.guards import ActorRequest, ObjectRule, guarded
from outsourcing.jobs import queries
from outsourcing.jobs.actions import retry
from outsourcing.jobs.forms import WorkFilter
from outsourcing.jobs.models import WorkState

ROWS = 50
WORK = ObjectRule("owed work", "all of it")


@guarded(Permission.MANAGE_OWED_WORK)
@require_safe
def work_list(request: ActorRequest) -> HttpResponse:
    """List owed work, failed first."""
    work = queries.visible_work(request.actor)
    found = WorkFilter(request.GET, queryset=work, kinds=queries.kinds_of_work(request.actor))
    page = Paginator(found.qs, ROWS).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "names": names_of((each.task, each.key) for each in page),
        "filtered": any(request.GET.get(name) for name in ("state", "task")),
        "failed_count": work.filter(state=WorkState.FAILED).count(),
        "owed_count": work.filter(state__in=queries.STILL_OWED).count(),
        "beat": queries.beat_state(timezone.now()),
    }
    return render(request, "jobs/work_list.html", context)


@guarded(Permission.MANAGE_OWED_WORK, of=WORK)
@require_POST
def retry_work(request: ActorRequest, pk: int) -> HttpResponse:
    """Take failed work up again."""
    work = get_object_or_404(queries.visible_work(request.actor), pk=pk)
    if work.state == WorkState.FAILED:
        retry(by=request.actor, work=work)
        messages.success(request, _("It is waiting again. A worker takes it up within half a minute."))
    else:
        messages.info(
            request, _("Nothing to do: somebody or something was faster, it is not failed any more.")
        )
    return redirect("jobs:list")
