"""All reviews that come back: who is reviewed for what, how often, next when, by whose care."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.forms.series import SeriesFilterForm
from assessments.models import AssessmentState, ReviewCycle, ReviewSeries, SeriesState
from assessments.queries.series import by_due_day, owned_series, standings_of, visible_series
from assessments.views.reviews.words import STATE_TONES, cadence_text
from outsourcing.actors import Actor, Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.due import NEAR_DAYS

LINES_ON_A_PAGE = 25


@guarded()
@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """What is reviewed again and again, and what is due next?"""
    form, today = SeriesFilterForm(request.GET), timezone.localdate()
    wishes = form.wishes()
    narrowed = _narrowed(visible_series(request.actor), request.actor, today, **wishes)
    page = Paginator(narrowed, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filtered": any(wishes.values()),
        "page": page,
        "lines": [
            (standing, cadence_text(standing.series.every_months), STATE_TONES[standing.series.state])
            for standing in standings_of(request.actor, page.object_list)
        ],
        "may_make": request.actor.may(Permission.CREATE_ASSESSMENTS),
        "today": today,
    }
    return render(request, "assessments/reviews/list.html", context)


def _narrowed(
    series: QuerySet[ReviewSeries], actor: Actor, today: date, *, state: str, due: str, who: str
) -> QuerySet[ReviewSeries]:
    if state:
        series = series.filter(state=state)
    if who:
        series = series.filter(pk__in=owned_series(actor).order_by().values("pk"))
    if due:
        series = series.filter(state=SeriesState.ACTIVE).filter(_due_before(due, today))
    return by_due_day(series)


def _due_before(due: str, today: date) -> Q:
    last = today - timedelta(days=1) if due == "overdue" else today + timedelta(days=NEAR_DAYS)
    waiting = ReviewCycle.objects.filter(
        series=OuterRef("pk"), assessment__state=AssessmentState.OPEN, due_on__lte=last
    )
    return Q(next_due__lte=last) | Q(Exists(waiting))
