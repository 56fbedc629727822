"""Opens the cycles that are due, each once, however often and by however many it is tried."""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.actions.carrying import ask_the_same, let_manage, reviewer_of
from assessments.actions.opening import open_assessment
from assessments.domain.cadence import Opening, opening_at
from assessments.models import (
    Assessment,
    AssessmentState,
    ReviewCycle,
    ReviewSeries,
    SeriesState,
    TemplateVersion,
    VersionState,
)
from assessments.models.series import MOST_LEAD_DAYS
from assessments.queries.series import cadence_of, standings_of
from outsourcing.actors import SYSTEM
from outsourcing.audit.actions import record

logger = logging.getLogger(__name__)


def open_due_cycles(*, today: date, now: datetime) -> int:
    """Open what is due or comes due within its lead time; says how many. One failure holds up no other."""
    near = ReviewSeries.objects.filter(
        state=SeriesState.ACTIVE, next_due__lte=today + timedelta(days=MOST_LEAD_DAYS)
    )
    opened = 0
    for pk in list(near.order_by("next_due", "pk").values_list("pk", flat=True)):
        try:
            opened += open_cycle(series_id=pk, today=today, now=now) is not None
        except Exception:
            logger.exception("The next cycle of series %s could not be opened", pk)
    return opened


@transaction.atomic
def open_cycle(*, series_id: int, today: date, now: datetime) -> ReviewCycle | None:
    """Open the next assessment of a series if it is time for it; None where it is not, or where it waits.

    The row of the series is locked: whoever comes second finds the cycle opened already.
    """
    series = _locked(series_id)
    opening = opening_at(cadence_of(series), series.next_number, series.lead_days, today)
    if series.state != SeriesState.ACTIVE or opening is None or standings_of(SYSTEM, [series])[0].hold:
        return None
    before = _before(series)
    with translation.override(settings.LANGUAGE_CODE):
        assessment = _open(series, opening, reviewer_of(before), now)
    if before is None:
        let_manage(assessment, series.owner)
    else:
        ask_the_same(before=before, now=assessment, owner=series.owner)
    cycle = ReviewCycle.objects.create(
        series=series,
        number=opening.number,
        due_on=opening.due_on,
        assessment=assessment,
        before=before,
        opened_at=now,
    )
    _move_on(series, opening, now)
    digest = {"assessment": assessment.pk, "cycle": cycle.number, "missed": opening.missed}
    record(by=SYSTEM, action="series.cycle_opened", on=series, digest=digest)
    return cycle


def _locked(series_id: int) -> ReviewSeries:
    rows = ReviewSeries.objects.select_for_update(of=("self",))
    return rows.select_related("template", "subject__provider", "owner").get(pk=series_id)


def _open(series: ReviewSeries, opening: Opening, reviewer_id: str, now: datetime) -> Assessment:
    versions = TemplateVersion.objects.filter(template=series.template, state=VersionState.PUBLISHED)
    title = _("%(checklist)s: %(subject)s, cycle %(number)d") % {
        "checklist": series.template.name,
        "subject": series.subject.title[:120],
        "number": opening.number,
    }
    return open_assessment(
        by=SYSTEM,
        version=versions.select_related("template").order_by("number").reverse()[0],
        subject=series.subject,
        title=title[:200],
        due_on=opening.due_on,
        now=now,
        reviewer_id=reviewer_id,
    )


def _before(series: ReviewSeries) -> Assessment | None:
    """What is compared with: the last that was submitted, whoever opened it."""
    done = Assessment.objects.filter(
        subject=series.subject, version__template=series.template, state=AssessmentState.SUBMITTED
    )
    return done.select_related("version").order_by("-created_at", "-pk").first()


def _move_on(series: ReviewSeries, opening: Opening, now: datetime) -> None:
    series.next_number = opening.number + 1
    series.next_due = cadence_of(series).due_on(series.next_number)
    series.row_version += 1
    series.changed_at = now
    series.save()
