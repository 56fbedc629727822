"""What departures cost: months of work, delay and money, and what remedies would save."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a departure costs; months, shares in [0, 1] and money of one currency.

    `bench` is the share of departures that somebody trained takes over at once; `overlap` months in which
    leaver and newcomer work side by side; `notice` months known ahead, in which a successor is sought;
    `replaced_free` the share of replacement cost that the provider bears.
    """

    vacancy: float = 1.5
    ramp: float = 6.0
    first_productivity: float = 0.25
    annual_cost: float = 80_000.0
    replacement_share: float = 0.21
    bench: float = 0.0
    overlap: float = 0.0
    notice: float = 0.0
    replaced_free: float = 0.0


@dataclass(frozen=True, slots=True)
class RemedySizes:
    """How much of each remedy is compared: months, shares of departures, share of the replacement cost."""

    overlap: float = 0.5
    bench: float = 0.5
    notice: float = 1.0
    borne: float = 1.0


@dataclass(frozen=True, slots=True)
class Loss:
    """What some departures take from a plan: FTE-months, share of capacity, months of delay, money.

    `slip` is None where nothing of the capacity would be left.
    """

    departures: float
    months_each: float
    months: float
    share: float
    slip: float | None
    replacement_cost: float
    work_cost: float

    @property
    def cost(self) -> float:
        """Replacement and lost work together."""
        return self.replacement_cost + self.work_cost


def months_lost(assumptions: Assumptions) -> float:
    """Return FTE-months lost by one departure: V + R (1 - r0) / 2, a linear ramp after the vacancy.

    Notice and overlap shorten the vacancy; what overlap is left shortens the ramp; the bench loses nothing.
    """
    waiting = max(0.0, assumptions.vacancy - assumptions.notice)
    taught = max(0.0, assumptions.overlap - waiting)
    vacant = max(0.0, waiting - assumptions.overlap)
    ramp = max(0.0, assumptions.ramp - taught)
    lost = vacant + ramp * (1 - assumptions.first_productivity) / 2
    return lost * (1 - assumptions.bench)


def loss(departures: float, team: int, months: float, assumptions: Assumptions) -> Loss:
    """Return what departures cost a team over a project of some months.

    Share s of capacity; the delay D s / (1 - s) if nothing is recovered.
    """
    each = months_lost(assumptions)
    total = departures * each
    share = total / (team * months)
    monthly = assumptions.annual_cost / 12
    paid = departures * assumptions.annual_cost * assumptions.replacement_share
    return Loss(
        departures=departures,
        months_each=each,
        months=total,
        share=share,
        slip=months * share / (1 - share) if share < 1 else None,
        replacement_cost=paid * (1 - assumptions.replaced_free),
        work_cost=total * monthly,
    )


def remedies(assumptions: Assumptions, sizes: RemedySizes) -> tuple[tuple[str, Assumptions], ...]:
    """Return the remedies to compare, each alone: overlap, a bench, notice, a replacement clause."""
    borne = max(assumptions.replaced_free, sizes.borne)
    return (
        ("overlap", replace(assumptions, overlap=assumptions.overlap + sizes.overlap)),
        ("bench", replace(assumptions, bench=max(assumptions.bench, sizes.bench))),
        ("notice", replace(assumptions, notice=assumptions.notice + sizes.notice)),
        ("replacement_clause", replace(assumptions, replaced_free=borne)),
    )
