"""What is to be prepared, as this or that reader may see it and do it; who still rates alone sees nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.domain.culture import Band
from assessments.domain.culture_reading import CultureReading
from assessments.domain.preparing import Count, Doer, PreparationState, Told, told_from_json
from assessments.models import (
    Assessment,
    AssessmentState,
    Capability,
    Grant,
    Preparation,
    Preparedness,
    ResponseState,
)
from assessments.queries.culture import culture_of, without_values
from assessments.queries.discretion import NAMED, discreetly, grants_of
from assessments.queries.portal import own_askings
from outsourcing.actors import Actor, ActorKind, Permission

SETTLED = (PreparationState.DONE, PreparationState.NOT_NEEDED)
WIDE = {str(Band.MATERIAL), str(Band.CRITICAL)}


@dataclass(frozen=True, slots=True)
class Preparing:
    """The gaps of an assessment with what they ask for; without figures while no gap is known."""

    assessment: Assessment
    reading: CultureReading
    figures: Preparedness | None = None
    rows: tuple[Preparation, ...] = ()

    @property
    def count(self) -> Count:
        """How much of it is done."""
        return Count(self.figures.done, self.figures.required) if self.figures else Count(0, 0)

    @property
    def told(self) -> Told:
        """What boards say of it."""
        return told_from_json(self.figures.told) if self.figures else Told()

    @property
    def is_behind(self) -> bool:
        """Whether answers moved since the gaps were read."""
        return bool(self.figures and self.figures.input_version != self.assessment.input_version)


@dataclass(frozen=True, slots=True)
class PreparedSummary:
    """What a board tells of one assessment; `is_close` where no gap that is known matters."""

    assessment_id: int
    count: Count
    told: Told = field(default_factory=Told)
    is_close: bool = False


def preparing_of(actor: Actor, assessment: Assessment) -> Preparing | None:
    """The gaps and preparations of an assessment that this actor may see; None without mirrored scales.

    To the provider's people they are shown while they are shared.
    """
    reading = culture_of(actor, assessment)
    if reading is None:
        return None
    if reading.is_withheld or getattr(assessment, "hides_names", False):
        return Preparing(assessment, without_values(reading))
    figures = Preparedness.objects.filter(assessment=assessment).first()
    rows = visible_preparations(actor).filter(assessment=assessment) if figures else ()
    return Preparing(assessment, reading, figures, tuple(rows))


def visible_preparations(actor: Actor) -> QuerySet[Preparation]:
    """The preparations that this actor may see, in the order of the table."""
    rows = Preparation.objects.select_related("assessment__subject__provider", "rule", "document")
    return _seen(actor, rows)


def preparations_to_do(actor: Actor) -> QuerySet[Preparation]:
    """Those that this actor may settle.

    Of the house their owner and whoever manages the assessment; of the provider whoever sees them, where they
    are its side's.
    """
    seen = visible_preparations(actor)
    if actor.kind is ActorKind.CONTACT:
        return seen.exclude(side=Doer.SPONSOR)
    return seen.filter(_owned(actor) | Q(Exists(_managed(actor))))


def preparations_to_hand_on(actor: Actor) -> QuerySet[Preparation]:
    """Those whose owner and day this actor decides: who manages the assessment."""
    return visible_preparations(actor).filter(Exists(_managed(actor)))


def own_preparations(actor: Actor) -> QuerySet[Preparation]:
    """Those that are open and wait for this actor."""
    return _live(_seen(actor, Preparation.objects.filter(_owned(actor))))


def preparations_without_owner(actor: Actor) -> QuerySet[Preparation]:
    """Those that are open and nobody's yet, in assessments that this actor manages."""
    ownerless = Preparation.objects.filter(owner_kind="").filter(Exists(_managed(actor)))
    return _live(_seen(actor, ownerless))


def shared_with(actor: Actor) -> QuerySet[Assessment]:
    """The assessments whose preparations this contact sees."""
    asked = own_askings(actor).order_by().values("response__assessment")
    shared = Assessment.objects.filter(pk__in=asked, preparedness__shared_at__isnull=False)
    return shared.select_related("version__template", "subject__provider", "preparedness")


def preparedness_told(actor: Actor, assessment_ids: Iterable[int]) -> Mapping[int, PreparedSummary]:
    """What boards tell of these assessments, in one read.

    Nothing of those in which this actor still rates alone, or knows by an alias.
    """
    kept = Preparedness.objects.filter(assessment__in=list(assessment_ids))
    rows = discreetly(actor, kept, "assessment").filter(NAMED).exclude(Exists(_rating(actor)))
    return {each.assessment_id: _summary(each) for each in rows}


def _summary(kept: Preparedness) -> PreparedSummary:
    return PreparedSummary(
        assessment_id=kept.assessment_id,
        count=Count(kept.done, kept.required),
        told=told_from_json(kept.told),
        is_close=bool(kept.gaps) and not any(gap["band"] in WIDE for gap in kept.gaps),
    )


def _seen(actor: Actor, rows: QuerySet[Preparation]) -> QuerySet[Preparation]:
    told = discreetly(actor, rows, "assessment").filter(NAMED).exclude(Exists(_rating(actor)))
    if actor.kind is ActorKind.CONTACT:
        return told.filter(assessment__in=shared_with(actor).order_by().values("pk"))
    if actor.may(Permission.READ_ALL_ASSESSMENTS):
        return told
    return told.filter(assessment__in=grants_of(actor).values("assessment"))


def _live(rows: QuerySet[Preparation]) -> QuerySet[Preparation]:
    return rows.filter(state=PreparationState.OPEN).exclude(assessment__state=AssessmentState.CANCELLED)


def _owned(actor: Actor) -> Q:
    return Q(owner_kind=actor.kind, owner_id=actor.id)


def _managed(actor: Actor) -> QuerySet[Grant]:
    granted = grants_of(actor).filter(capability=Capability.MANAGE)
    return granted.filter(assessment=OuterRef("assessment"))


def _rating(actor: Actor) -> QuerySet[Grant]:
    """What they still have to hand in of what they rate alone; what others gave stays hidden until then."""
    drafts = grants_of(actor).filter(
        assessment=OuterRef("assessment"),
        response__state=ResponseState.DRAFT,
        response__is_set_aside=False,
    )
    return drafts.exclude(response__party="")
