"""Reads of what comes back: the series one may see, what they wait for, and their cycles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.domain.cadence import Cadence
from assessments.models import (
    Assessment,
    AssessmentState,
    ReviewCycle,
    ReviewSeries,
    SeriesState,
    Subject,
    TemplateVersion,
    VersionState,
)
from assessments.queries.access import visible_assessments
from assessments.queries.discretion import by_name, unmatched
from outsourcing.actors import Actor, ActorKind, Permission
from providers.models import ProviderState

OVERSEERS = (Permission.CREATE_ASSESSMENTS, Permission.READ_ALL_ASSESSMENTS)


class Hold(StrEnum):
    """Why the next cycle of an active series is not opened though its time has come."""

    PREVIOUS_OPEN = "previous_open"
    NO_VERSION = "no_version"
    ARCHIVED = "archived"


HOLD_WORDS: Mapping[Hold, Promise] = {
    Hold.PREVIOUS_OPEN: _("The next one opens once it is submitted, or cancelled for a reason."),
    Hold.NO_VERSION: _("The checklist is retired. Choose another and end this series, or publish a version."),
    Hold.ARCHIVED: _("The provider is archived. End this series, or bring the provider back."),
}


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """A series, the cycle that is being answered, and what keeps the next one back.

    `may_follow` is whether the open cycle may be shown beside the name of whom it is about.
    """

    series: ReviewSeries
    current: ReviewCycle | None
    hold: Hold | None
    may_follow: bool

    @property
    def due_on(self) -> date:
        """What is due first: the open cycle, or else the next one."""
        return self.current.due_on if self.current else self.series.next_due

    @property
    def is_active(self) -> bool:
        """Whether it opens cycles by itself."""
        return self.series.state == SeriesState.ACTIVE

    @property
    def lacks_owner(self) -> bool:
        """Whether its owner left the house."""
        return not self.series.owner.is_active and self.series.state != SeriesState.ENDED

    @property
    def opens_on(self) -> date:
        """The day on which the next cycle is opened."""
        return self.series.next_due - timedelta(days=self.series.lead_days)


def visible_series(actor: Actor) -> QuerySet[ReviewSeries]:
    """The series this actor owns or works in; all of them for who opens or oversees assessments."""
    series = ReviewSeries.objects.select_related("template", "subject__provider", "owner")
    if any(actor.may(permission) for permission in OVERSEERS):
        return series
    seen = visible_assessments(actor).order_by().values("pk")
    worked_on = ReviewCycle.objects.filter(series=OuterRef("pk"), assessment__in=seen)
    # Whoever rates one of its cycles blind would learn from the series whom that is about.
    told = Exists(worked_on) & ~Exists(worked_on.filter(assessment__names_hidden=True))
    return series.filter(_owned(actor) | told)


def changeable_series(actor: Actor) -> QuerySet[ReviewSeries]:
    """The series whose cadence, owner and end are this actor's to decide."""
    series = ReviewSeries.objects.select_related("template", "subject__provider", "owner")
    return series if actor.may(Permission.CREATE_ASSESSMENTS) else series.filter(_owned(actor))


def standings_of(actor: Actor, series: Iterable[ReviewSeries]) -> list[SeriesStanding]:
    """Where these series stand, in a few reads; they come from `visible_series`."""
    listed = list(series)
    current = _open_cycles(listed)
    covered = unmatched(actor, [cycle.assessment_id for cycle in current.values()])
    in_use = set(
        TemplateVersion.objects.filter(
            template__in={each.template_id for each in listed}, state=VersionState.PUBLISHED
        ).values_list("template", flat=True)
    )
    return [_standing(each, current.get(each.pk), each.template_id in in_use, covered) for each in listed]


def by_due_day(series: QuerySet[ReviewSeries]) -> QuerySet[ReviewSeries]:
    """What is due first comes first, open cycles with theirs; what has ended comes last."""
    waiting = ReviewCycle.objects.filter(series=OuterRef("pk"), assessment__state=AssessmentState.OPEN)
    due = Coalesce(Subquery(waiting.order_by("number").values("due_on")[:1]), F("next_due"))
    ended = Case(When(state=SeriesState.ENDED, then=1), default=0)
    return series.order_by(ended, due, "pk")


def open_cycle_of(series: ReviewSeries) -> ReviewCycle | None:
    """The cycle that is being answered, if there is one."""
    return _open_cycles([series]).get(series.pk)


def assessments_of(actor: Actor, subject: Subject) -> list[Assessment]:
    """The assessments of a subject that this actor may see beside its name, first to last.

    Cancelled ones count as none.
    """
    live = visible_assessments(actor).filter(subject=subject).exclude(state=AssessmentState.CANCELLED)
    listed = list(live.select_related("cycle").order_by("reference_date", "pk"))
    covered = unmatched(actor, [each.pk for each in listed])
    return [each for each in listed if each.pk not in covered]


def visible_subjects(actor: Actor) -> QuerySet[Subject]:
    """The subjects of which this actor sees an assessment or a series."""
    assessed = by_name(visible_assessments(actor)).order_by().values("subject")
    reviewed = visible_series(actor).order_by().values("subject")
    return Subject.objects.select_related("provider").filter(Q(pk__in=assessed) | Q(pk__in=reviewed))


def cadence_of(series: ReviewSeries) -> Cadence:
    """The cadence as the mathematics knows it."""
    return Cadence(series.anchor_on, series.every_months, series.anchor_number)


def _owned(actor: Actor) -> Q:
    return Q(owner=actor.id) if actor.kind is ActorKind.USER and actor.id else Q(pk__in=())


def _open_cycles(series: Iterable[ReviewSeries]) -> Mapping[int, ReviewCycle]:
    cycles = ReviewCycle.objects.filter(
        series__in=[each.pk for each in series], assessment__state=AssessmentState.OPEN
    )
    return {cycle.series_id: cycle for cycle in cycles.select_related("assessment").order_by("number")}


def _standing(
    series: ReviewSeries, current: ReviewCycle | None, in_use: bool, covered: Collection[int]
) -> SeriesStanding:
    provider = series.subject.provider
    hold = None
    if provider is not None and provider.state == ProviderState.ARCHIVED:
        hold = Hold.ARCHIVED
    elif not in_use:
        hold = Hold.NO_VERSION
    elif current is not None:
        hold = Hold.PREVIOUS_OPEN
    told = current is not None and current.assessment_id not in covered
    return SeriesStanding(series, current, hold, may_follow=told)


def owned_series(actor: Actor) -> QuerySet[ReviewSeries]:
    """The series that this actor sees to."""
    return ReviewSeries.objects.filter(_owned(actor))


def troubled_series(actor: Actor) -> QuerySet[ReviewSeries]:
    """The active series that wait for a decision of this actor: no owner, no checklist, or no provider."""
    in_use = TemplateVersion.objects.filter(template=OuterRef("template"), state=VersionState.PUBLISHED)
    gone = ~Exists(in_use) | Q(subject__provider__state=ProviderState.ARCHIVED)
    ownerless = Q(owner__is_active=False)
    return (
        changeable_series(actor).filter(state=SeriesState.ACTIVE).filter(ownerless | (_owned(actor) & gone))
    )
