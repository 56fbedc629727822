"""What rosters measure for assessments: whose figures are wanted, and what pages say beside an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from assessments.domain.measures import measured_questions
from assessments.models import Assessment, AssessmentState, Evidence, Response
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor, ActorKind, Permission
from providers.domain.attrition.claims import ClaimTest, check_claim
from providers.domain.attrition.measures import Figure, Measured, Scope, figures_from
from providers.models import AttritionClaim, Roster, RosterAnalysis, RosterState
from providers.queries.roster_requests import Refusal, requests_of_contact, standing_refusal

# A claim about the year before last is not held against the last one.
CLAIM_REACHES: Final = timedelta(days=183)
NO_CLAIMS: Final[Mapping[Figure, float]] = MappingProxyType({})
MOST_ROSTERS: Final = 8


@dataclass(frozen=True)
class RosterReading:
    """The figures of one roster for the people in scope, and what is claimed of the same."""

    roster_id: int
    as_of: date
    stands: bool
    is_counted: bool
    # Nothing while a worker still computes them.
    figures: Mapping[Figure, Measured] | None
    claims: Mapping[Figure, float]

    def figure(self, figure: Figure) -> Measured | None:
        """One of them."""
        return (self.figures or {}).get(figure)


@dataclass(frozen=True)
class Beside:
    """What an assessment's pages say of rosters: whose figures count here, and which roster is the latest."""

    provider_id: int
    by_key: Mapping[str, Figure]
    scope: Scope
    state: AssessmentState
    counted: RosterReading | None = None
    latest: RosterReading | None = None
    refusal: Refusal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still follows the latest roster."""
        return self.state is AssessmentState.OPEN

    @property
    def shown(self) -> RosterReading | None:
        """The one that questions speak of; what is handed in keeps the one that counted then, if one did."""
        return self.latest if self.is_open else self.counted

    @property
    def later(self) -> RosterReading | None:
        """The latest roster, where this was handed in without it."""
        if self.state is not AssessmentState.SUBMITTED or self.latest is None:
            return None
        counted = self.counted.roster_id if self.counted else None
        return self.latest if self.latest.roster_id != counted else None

    @property
    def tested(self) -> RosterReading | None:
        """The one that claims are held against."""
        return self.shown or self.latest

    @property
    def is_being_computed(self) -> bool:
        """Whether a worker has still to bring this in line with the latest roster."""
        if not self.is_open:
            return False
        if self.latest is None:
            return self.counted is not None
        return self.latest.figures is None or (self.measured > 0 and not self.latest.is_counted)

    @property
    def measured(self) -> int:
        """How many questions the roster shown answers."""
        found = (self.shown.figure(each) for each in self.by_key.values()) if self.shown else ()
        return sum(each is not None and each.value is not None for each in found)

    def claim_for(self, figure: Figure, stated: float) -> ClaimTest | None:
        """A share a year, as it is stated or claimed, held against the count."""
        found = self.tested.figure(figure) if self.tested else None
        if found is None or found.value is None:
            return None
        return check_claim(stated, found.count, found.size)


@dataclass(frozen=True)
class ScopeNames:
    """The functions and sites that may be chosen: those that the latest roster names, and those chosen."""

    functions: Sequence[str] = field(default=())
    sites: Sequence[str] = field(default=())


def scope_of(assessment: Assessment) -> Scope:
    """Whose figures are measured for it."""
    return Scope(tuple(assessment.functions_in_scope), tuple(assessment.sites_in_scope))


def assessments_to_measure(provider_id: int) -> Sequence[int]:
    """The open assessments of a provider, for the worker; what is handed in or accepted keeps its figures."""
    found = Assessment.objects.filter(subject__provider=provider_id, state=AssessmentState.OPEN)
    return list(found.order_by("pk").values_list("pk", flat=True))


def asks_for_figures(assessment: Assessment) -> bool:
    """Whether a roster could answer anything in it."""
    return bool(assessment.subject.provider_id and measured_questions(questionnaire_of(assessment.version)))


def proven_by_rosters(response: Response) -> Sequence[str]:
    """The questions that a roster proves at present, by key."""
    rows = Evidence.including_sealed.filter(
        response=response, roster__isnull=False, withdrawn_at__isnull=True
    )
    return list(rows.order_by("question__key").values_list("question__key", flat=True).distinct())


def beside_answers(actor: Actor, assessment: Assessment) -> Beside | None:
    """What is said beside the answers; nothing to whoever may not read this provider's rosters.

    An assessment that is shown under an alias leads to no provider. What is claimed is told inside alone.
    """
    provider_id = assessment.subject.provider_id
    if provider_id is None:
        return None
    by_key = measured_questions(questionnaire_of(assessment.version))
    if not by_key or not _may_read(actor, provider_id):
        return None
    inside = actor.kind is ActorKind.USER
    readings = [_reading(row, inside=inside) for row in _rosters(assessment, provider_id)]
    latest = next((each for each in readings if each.stands), None)
    return Beside(
        provider_id=provider_id,
        by_key=by_key,
        scope=scope_of(assessment),
        state=AssessmentState(assessment.state),
        counted=next((each for each in readings if each.is_counted), None),
        latest=latest,
        refusal=standing_refusal(provider_id) if latest is None else None,
    )


def names_to_choose(actor: Actor, assessment: Assessment) -> ScopeNames:
    """What the latest roster calls its functions and sites, and what was chosen from an earlier one."""
    chosen, provider_id = scope_of(assessment), assessment.subject.provider_id
    found: tuple[list[str], list[str]] = ([], [])
    if provider_id is not None and _may_read(actor, provider_id):
        computed = RosterAnalysis.objects.filter(
            roster__provider=provider_id, roster__state=RosterState.STORED, computed_at__isnull=False
        )
        # The longest window of the latest roster names everybody who was there in it.
        last = computed.order_by("-roster__as_of", "-roster", "after")
        for groups in last.values_list("result__functions", "result__sites")[:1]:
            for names, told in zip(found, groups, strict=True):
                names.extend(each["name"] for each in told or ())
    return ScopeNames(_sorted(found[0], chosen.functions), _sorted(found[1], chosen.sites))


def _may_read(actor: Actor, provider_id: int) -> bool:
    """Inside whoever reads providers; of its own people those who were asked for rosters."""
    if actor.kind is ActorKind.CONTACT:
        return requests_of_contact(actor).filter(provider=provider_id).exists()
    return actor.may(Permission.READ_PROVIDERS)


def _sorted(*names: Sequence[str]) -> Sequence[str]:
    return sorted({name for each in names for name in each if name.strip()}, key=str.casefold)


def _rosters(assessment: Assessment, provider_id: int) -> QuerySet[Roster]:
    proofs = Evidence.objects.filter(
        response__assessment=assessment.pk, roster=OuterRef("pk"), withdrawn_at__isnull=True
    )
    of_scope = Q(measurements__scope_key=scope_of(assessment).key)
    rows = Roster.objects.filter(provider=provider_id).annotate(is_counted=Exists(proofs))
    told = rows.filter(Q(state=RosterState.STORED) | Q(is_counted=True)).annotate(
        in_scope=FilteredRelation("measurements", condition=of_scope),
        figures=F("in_scope__figures"),
        **_claimed("voluntary", voluntary_only=True),
        **_claimed("total", voluntary_only=False),
    )
    return told.only("as_of", "state").order_by("-as_of", "-pk")[:MOST_ROSTERS]


def _claimed(name: str, *, voluntary_only: bool) -> Mapping[str, Subquery]:
    standing = AttritionClaim.objects.filter(
        provider=OuterRef("provider"), withdrawn_at__isnull=True, voluntary_only=voluntary_only
    ).order_by("-recorded_at", "-pk")
    return {
        f"{name}_rate": Subquery(standing.values("rate")[:1]),
        f"{name}_until": Subquery(standing.values("until")[:1]),
    }


def _reading(row: Roster, *, inside: bool) -> RosterReading:
    told = row.__dict__
    claimed = {
        Figure.VOLUNTARY_YEAR: (told["voluntary_rate"], told["voluntary_until"]),
        Figure.TOTAL_YEAR: (told["total_rate"], told["total_until"]),
    }
    standing = {
        figure: rate
        for figure, (rate, until) in claimed.items()
        if rate is not None and until > row.as_of - CLAIM_REACHES
    }
    return RosterReading(
        roster_id=row.pk,
        as_of=row.as_of,
        stands=row.state == RosterState.STORED,
        is_counted=told["is_counted"],
        figures=figures_from(told["figures"]) if told["figures"] else None,
        claims=standing if inside else NO_CLAIMS,
    )
