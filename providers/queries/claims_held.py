"""What many providers claim, held against their latest rosters, and who declined to hand one over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from django.db.models import Exists, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from outsourcing.actors import Actor, Permission
from providers.domain.attrition.claims import ClaimTest, check_claim
from providers.domain.attrition.showing import people_behind
from providers.domain.attrition.suppression import FEWEST_SHOWN, smallest, tells_reasons
from providers.models import AttritionClaim, RequestState, Roster, RosterAnalysis, RosterRequest, RosterState

Row = TypeVar("Row", bound=Model)
CLAIM = ("rate", "after", "until", "voluntary_only")
FIGURES = {
    "window_after": "after",
    "leavers": "result__everybody__rate",
    "reasons": "result__everybody__by_reason",
    "average_headcount": "result__everybody__average_headcount",
}


@dataclass(frozen=True)
class HeldPeople:
    """What the latest roster says to the claim that stands, by its own definition; whether there is none."""

    test: ClaimTest | None
    declines: bool


def with_people(actor: Actor, rows: QuerySet[Row, Row], to_provider: str) -> QuerySet[Row, Row]:
    """These rows with what `people_of` reads from them, in the same read; unmarked for who may not know it.

    `to_provider` leads from a row to its provider.
    """
    if not actor.may(Permission.READ_PROVIDERS):
        return rows
    claims = AttritionClaim.objects.filter(provider=OuterRef(to_provider), withdrawn_at__isnull=True)
    latest_claim = claims.order_by("-recorded_at", "-pk")
    rosters = Roster.objects.filter(provider=OuterRef(to_provider), state=RosterState.STORED)
    marked = rows.annotate(
        declines=Exists(_refused(to_provider)),
        latest_roster=Subquery(rosters.order_by("-as_of", "-pk").values("pk")[:1]),
        **{f"claimed_{name}": Subquery(latest_claim.values(name)[:1]) for name in CLAIM},
    )
    # A period from its first to its last day is the window that begins the day before: the last possible one.
    window = Q(roster=OuterRef("latest_roster"), until=OuterRef("claimed_until"))
    own = RosterAnalysis.objects.filter(
        window, after__lt=OuterRef("claimed_after"), computed_at__isnull=False
    )
    figures = own.order_by("-after")
    told = {name: Subquery(figures.values(path)[:1]) for name, path in FIGURES.items()}
    there = figures.annotate(there=Cast(KT("result__everybody__headcount_after"), IntegerField()))
    told["headcount_after"] = Subquery(there.values("there")[:1])
    return cast("QuerySet[Row, Row]", marked.annotate(**told))


def people_of(row: Model) -> HeldPeople | None:
    """What was read with a row; None where it was not."""
    told = row.__dict__
    if "declines" not in told:
        return None
    after: date | None = told["claimed_after"]
    figure = _counted_by_claim(told)
    is_own = after is not None and told["window_after"] == after - timedelta(days=1)
    if not is_own or figure is None or smallest(figure["person_years"], people_behind(told)) < FEWEST_SHOWN:
        return HeldPeople(None, told["declines"])
    test = check_claim(told["claimed_rate"], int(figure["leavers"]), figure["person_years"])
    return HeldPeople(test, told["declines"])


def _counted_by_claim(told: dict[str, Any]) -> dict[str, Any] | None:
    """Whom the claim counts; None where people left and no reason is given for anybody."""
    everybody, reasons = told["leavers"], told["reasons"]
    if everybody is None or not told["claimed_voluntary_only"]:
        return cast("dict[str, Any] | None", everybody)
    tells_nothing = everybody["leavers"] and not tells_reasons(reasons)
    return None if tells_nothing else cast("dict[str, Any]", reasons["voluntary"])


def _refused(to_provider: str) -> QuerySet[RosterRequest]:
    """A refusal, unless a roster was handed over since."""
    since = Roster.objects.filter(
        provider=OuterRef("provider"), state=RosterState.STORED, read_at__gt=OuterRef("closed_at")
    )
    refused = RosterRequest.objects.filter(provider=OuterRef(to_provider), state=RequestState.REFUSED)
    return refused.filter(~Exists(since))
