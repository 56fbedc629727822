"""Makes a review come back in a cadence, changes when and by whom, lets it rest, and ends it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.granting import grant
from assessments.actions.refusals import Refused
from assessments.models import Capability, ReviewSeries, SeriesState, Subject, Template
from assessments.models.series import MOST_LEAD_DAYS, MOST_MONTHS
from assessments.queries.series import open_cycle_of
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record

# No month has fewer days: a cycle is never opened before the one before it is due.
DAYS_OF_A_MONTH = 28


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """How often, from which day on, how long ahead, and who sees to it."""

    every_months: int
    next_due: date
    lead_days: int
    owner: User


@transaction.atomic
def make_series(
    *, by: Actor, template: Template, subject: Subject, plan: SeriesPlan, now: datetime
) -> ReviewSeries:
    """Let this checklist come back about this subject; one living series is enough."""
    _check(plan)
    if ReviewSeries.objects.filter(template=template, subject=subject).exclude(state="ended").exists():
        text = _("This is reviewed already. Change the series that there is, or end it first.")
        raise Refused("template", "series_exists", text)
    series = ReviewSeries.objects.create(
        template=template,
        subject=subject,
        owner=plan.owner,
        every_months=plan.every_months,
        lead_days=plan.lead_days,
        anchor_on=plan.next_due,
        next_due=plan.next_due,
        created_at=now,
        changed_at=now,
    )
    record(by=by, action="series.made", on=series, digest=_digest(series))
    return series


@transaction.atomic
def change_series(
    *, by: Actor, series: ReviewSeries, plan: SeriesPlan, expected_row_version: int, now: datetime
) -> ReviewSeries:
    """Change the cadence, the next day, the lead time or the owner; the new day is the new anchor."""
    _check(plan)
    locked = _locked(series, expected_row_version)
    if (plan.every_months, plan.next_due) != (locked.every_months, locked.next_due):
        locked.anchor_on, locked.anchor_number = plan.next_due, locked.next_number
    locked.every_months, locked.next_due, locked.lead_days = plan.every_months, plan.next_due, plan.lead_days
    if locked.owner_id != plan.owner.pk:
        locked.owner = plan.owner
        _hand_over(by, locked)
    _save(locked, now)
    record(by=by, action="series.changed", on=locked, digest=_digest(locked))
    return locked


@transaction.atomic
def pause_series(
    *, by: Actor, series: ReviewSeries, reason: str, expected_row_version: int, now: datetime
) -> ReviewSeries:
    """Open nothing until somebody lets it go on; the open cycle stays as it is."""
    locked = _resting(series, SeriesState.PAUSED, reason, expected_row_version)
    return _rest(by, locked, now)


@transaction.atomic
def end_series(
    *, by: Actor, series: ReviewSeries, reason: str, expected_row_version: int, now: datetime
) -> ReviewSeries:
    """Never open another cycle; what there is stays readable and comparable."""
    locked = _resting(series, SeriesState.ENDED, reason, expected_row_version)
    return _rest(by, locked, now)


@transaction.atomic
def resume_series(
    *, by: Actor, series: ReviewSeries, expected_row_version: int, now: datetime
) -> ReviewSeries:
    """Let a paused series go on, at the days it always had."""
    locked = _locked(series, expected_row_version)
    locked.state, locked.state_reason = SeriesState.ACTIVE, ""
    _save(locked, now)
    record(by=by, action="series.resumed", on=locked)
    return locked


def _resting(series: ReviewSeries, state: SeriesState, reason: str, expected: int) -> ReviewSeries:
    if not reason.strip():
        raise Refused("reason", "reason_needed", _("Say why; the reason is kept."))
    locked = _locked(series, expected)
    locked.state, locked.state_reason = state, reason.strip()
    return locked


def _rest(by: Actor, locked: ReviewSeries, now: datetime) -> ReviewSeries:
    _save(locked, now)
    record(by=by, action=f"series.{locked.state}", on=locked)
    return locked


def _locked(series: ReviewSeries, expected: int) -> ReviewSeries:
    rows = ReviewSeries.objects.select_for_update(of=("self",)).select_related(
        "template", "subject__provider"
    )
    locked = rows.get(pk=series.pk)
    if locked.state == SeriesState.ENDED:
        raise Refused("series", "ended", _("This series has ended. Make a new one."))
    if locked.row_version != expected:
        text = _("This series changed meanwhile. Nothing was saved; look at it as it is now and try again.")
        raise Refused("series", "changed_meanwhile", text)
    return locked


def _save(series: ReviewSeries, now: datetime) -> None:
    series.row_version += 1
    series.changed_at = now
    series.save()


def _check(plan: SeriesPlan) -> None:
    if not 1 <= plan.every_months <= MOST_MONTHS:
        text = _("A review comes back every 1 to %(most)d months.") % {"most": MOST_MONTHS}
        raise Refused("every_months", "cadence", text)
    longest = min(MOST_LEAD_DAYS, plan.every_months * DAYS_OF_A_MONTH)
    if not 0 <= plan.lead_days <= longest:
        text = _("Open it 0 to %(longest)d days ahead; earlier, it would meet the cycle before.")
        raise Refused("lead_days", "lead", text % {"longest": longest})
    if not plan.owner.is_active:
        raise Refused("owner", "owner_left", _("This person has left. Choose somebody who works here."))


def _hand_over(by: Actor, series: ReviewSeries) -> None:
    """Whoever takes over can manage and answer what is open now."""
    current = open_cycle_of(series)
    if current is None:
        return
    for capability in (Capability.MANAGE, Capability.ANSWER):
        grant(
            by=by,
            to_kind=ActorKind.USER,
            to_id=str(series.owner_id),
            assessment=current.assessment,
            capability=capability,
        )


def _digest(series: ReviewSeries) -> dict[str, str | int]:
    return {
        "template": series.template.key,
        "every_months": series.every_months,
        "next_due": series.next_due.isoformat(),
        "owner": f"user:{series.owner_id}",
    }
