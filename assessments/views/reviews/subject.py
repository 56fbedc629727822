"""The page of a subject: its cycles side by side, the trend, and question by question now against before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.charts import TrendPoint, trend
from assessments.models import Subject, SubjectKind, Template
from assessments.queries.cycles import CycleView, compare, cycles_by_checklist
from assessments.queries.series import SeriesStanding, standings_of, visible_series, visible_subjects
from assessments.views.reviews import places
from assessments.views.reviews.comparison import Comparison, comparison_of
from assessments.views.reviews.words import cadence_text
from assessments.views.rows import AssessmentRow, rows_of
from outsourcing.actors import Actor, Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.charts import Chart
from outsourcing.ui.parts import TabLink
from providers.models import Provider

Cycles = Sequence[CycleView]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two cycles that are compared."""

    before: CycleView
    now: CycleView


@guarded(of=places.SUBJECT)
@require_safe
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """How did this checklist go each time, and what changed?"""
    subject = places.seen_subject(request.actor, pk)
    checklists = cycles_by_checklist(request.actor, subject)
    chosen = _chosen(checklists, request.GET.get("checklist", ""))
    cycles = checklists[chosen] if chosen else ()
    pair = _pair(cycles, request.GET.get("now", ""), request.GET.get("before", ""))
    context = {
        "subject": subject,
        "back": _home_of(subject),
        "tabs": [_link(subject, each) for each in checklists],
        "checklist": chosen,
        "chart": _chart(chosen, cycles) if chosen else None,
        "rows": _rows(request.actor, cycles, timezone.localdate()),
        "cycles": cycles[::-1],
        "pair": pair,
        "comparison": _compared(request.actor, pair),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/reviews/subject.html", context)


@guarded()
@require_safe
def ourselves(request: ActorRequest) -> HttpResponse:
    """The same for our own side; where nothing was asked of it yet, the page says how that begins."""
    own = visible_subjects(request.actor).filter(kind=SubjectKind.OURSELVES).first()
    if own is not None:
        return redirect("assessments:series-subject", pk=own.pk)
    may_make = request.actor.may(Permission.CREATE_ASSESSMENTS)
    return render(request, "assessments/reviews/nothing_of_ours.html", {"may_make": may_make})


def tab_context(actor: Actor, page_of: object, today: date) -> Mapping[str, object]:
    """The tab of a provider: what comes back, and the trend of each checklist that went around twice."""
    if not isinstance(page_of, Provider):
        raise TypeError(page_of)
    subject = Subject.objects.filter(provider=page_of).first()
    checklists = cycles_by_checklist(actor, subject) if subject else {}
    again = {each: cycles for each, cycles in checklists.items() if len(cycles) > 1}
    return {
        "provider_key": str(page_of.pk),
        "subject": subject,
        "lines": _series_lines(actor, subject) if subject else [],
        "trends": [(each, _chart(each, cycles), _address(subject, each)) for each, cycles in again.items()]
        if subject
        else [],
        "once": [each for each in checklists if each not in again],
        "may_make": actor.may(Permission.CREATE_ASSESSMENTS),
        "today": today,
    }


def _series_lines(actor: Actor, subject: Subject) -> list[tuple[SeriesStanding, str]]:
    series = visible_series(actor).filter(subject=subject).exclude(state="ended")
    return [(each, cadence_text(each.series.every_months)) for each in standings_of(actor, series)]


def _chosen(checklists: Mapping[Template, Cycles], key: str) -> Template | None:
    """The one asked for, or else the one that went around most often."""
    named = next((each for each in checklists if each.key == key), None)
    return named or max(checklists, key=lambda each: len(checklists[each]), default=None)


def _pair(cycles: Cycles, now: str, before: str) -> Pair | None:
    """The two asked for; or else the last two that have a score."""
    scored = [cycle for cycle in cycles if cycle.result and cycle.result.observed is not None]
    by_key = {str(cycle.assessment.pk): cycle for cycle in cycles}
    later = by_key.get(now) or (scored[-1] if len(scored) > 1 else None)
    if later is None:
        return None
    place = list(cycles).index(later)
    older = [cycle for cycle in scored if list(cycles).index(cycle) < place]
    earlier = by_key.get(before) or (older[-1] if older else None)
    return Pair(earlier, later) if earlier and earlier is not later else None


def _compared(actor: Actor, pair: Pair | None) -> Comparison | None:
    return comparison_of(compare(actor, pair.before, pair.now)) if pair else None


def _chart(checklist: Template, cycles: Cycles) -> Chart:
    points = [point for number, cycle in enumerate(cycles, start=1) for point in _point(number, cycle)]
    return trend(f"trend-{checklist.key}", _("Trend: %(name)s") % {"name": checklist.name}, points)


def _point(number: int, cycle: CycleView) -> list[TrendPoint]:
    result = cycle.result
    if result is None or result.low is None or result.high is None or result.observed is None:
        return []
    label = _("Cycle %(number)d") % {"number": number}
    return [TrendPoint(label, cycle.assessment.reference_date, result.low, result.high, result.observed)]


def _rows(actor: Actor, cycles: Cycles, today: date) -> list[AssessmentRow]:
    return rows_of(actor, [cycle.assessment for cycle in cycles[::-1]], today)


def _link(subject: Subject, checklist: Template) -> TabLink:
    return TabLink(checklist.key, checklist.name, _address(subject, checklist))


def _address(subject: Subject, checklist: Template) -> str:
    return f"{reverse('assessments:series-subject', args=[subject.pk])}?checklist={checklist.key}"


def _home_of(subject: Subject) -> str:
    if subject.provider_id is None:
        return reverse("assessments:series-list")
    return reverse("providers:tab", args=[subject.provider_id, "reviews"])
