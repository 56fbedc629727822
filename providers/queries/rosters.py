"""Reads of rosters, their figures, and claims; who may read a provider may read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from outsourcing.actors import Actor, ActorKind, Permission
from outsourcing.files.claims import Claim
from providers.models import AttritionClaim, Provider, Roster, RosterAnalysis, RosterMeasurement, RosterState
from providers.queries.roster_requests import requests_of_contact

AT_WORK = (RosterState.ARRIVED, RosterState.READING)


def visible_rosters(actor: Actor, provider: Provider) -> QuerySet[Roster]:
    """The rosters of a provider, latest first; for its own people those that count, or that they uploaded."""
    rosters = Roster.objects.filter(provider=provider)
    if actor.kind is ActorKind.CONTACT:
        asked = requests_of_contact(actor).order_by().values("provider")
        theirs = Q(uploaded_by_kind=ActorKind.CONTACT) | Q(state=RosterState.STORED)
        return rosters.filter(theirs, provider__in=asked)
    return rosters if actor.may(Permission.READ_PROVIDERS) else rosters.none()


def latest_roster(actor: Actor, provider: Provider) -> Roster | None:
    """The latest roster that was stored."""
    return visible_rosters(actor, provider).filter(state=RosterState.STORED).first()


def visible_claims(actor: Actor, provider: Provider) -> QuerySet[AttritionClaim]:
    """What a provider claims, latest first; withdrawn claims too."""
    claims = AttritionClaim.objects.filter(provider=provider)
    return claims if actor.may(Permission.READ_PROVIDERS) else claims.none()


def roster_to_work_on(roster_id: int) -> Roster | None:
    """The roster that a worker has something to do with, for the worker."""
    return Roster.objects.filter(pk=roster_id, state__in=AT_WORK).first()


def analysis_to_make(analysis_id: int) -> RosterAnalysis | None:
    """The analysis that a worker is to compute, with its roster."""
    return RosterAnalysis.objects.filter(pk=analysis_id).select_related("roster").first()


def measurement_to_make(measurement_id: int) -> RosterMeasurement | None:
    """The measurement that a worker is to compute, with its roster."""
    return RosterMeasurement.objects.filter(pk=measurement_id).select_related("roster").first()


def rosters_to_compare(roster_id: int) -> tuple[Roster, Roster] | None:
    """A stored roster and the one before it, for the worker."""
    roster = Roster.objects.filter(pk=roster_id, state=RosterState.STORED).first()
    if roster is None:
        return None
    earlier = Roster.objects.filter(
        provider=roster.provider_id, state=RosterState.STORED, as_of__lt=roster.as_of
    )
    before = earlier.first()
    return (before, roster) if before else None


def layout_said_before(roster: Roster) -> Mapping[str, Any] | None:
    """How the last stored roster of this provider was laid out."""
    before = Roster.objects.filter(provider=roster.provider_id, state=RosterState.STORED)
    return before.exclude(pk=roster.pk).values_list("layout", flat=True).first()


def files_of_rosters() -> Iterable[Claim]:
    """The files that rosters name, for whoever verifies and sweeps files."""
    columns = ("file_key", "file_size", "file_sha256", "table_key", "table_size", "table_sha256")
    for file_key, file_size, file_hash, table_key, table_size, table_hash in Roster.objects.values_list(
        *columns
    ):
        yield Claim(file_key, file_size, file_hash)
        if table_key:
            yield Claim(table_key, table_size, table_hash)
