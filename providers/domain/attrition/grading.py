"""How much a claim of attrition is proven, from A to E, and what would raise it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """A is the best proof, E a mere claim."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"

    @property
    def is_solid(self) -> bool:
        """Whether a plan may rest on the counted rate; below B it takes the worse of claim and upper end."""
        return self in (Grade.A, Grade.B)


class Raise(StrEnum):
    """What would raise a grade."""

    SECOND_ROSTER = "second_roster"
    HEADCOUNTS = "headcounts"
    LEAVERS = "leavers"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class Proof:
    """What there is: rosters, whether the latest lists leavers, and whether other numbers agree with it.

    `consistent` is whether the latest roster agrees with the one before; None without an earlier one.
    `reconciles` is whether headcounts stated by the provider agree with it; None without such figures.
    """

    rosters: int
    has_leavers: bool
    consistent: bool | None = None
    reconciles: bool | None = None


def grade(proof: Proof) -> Grade:
    """Return the grade of what there is."""
    if proof.rosters == 0:
        return Grade.E
    if not proof.has_leavers:
        return Grade.D
    if proof.rosters > 1 and proof.consistent:
        return Grade.A
    return Grade.B if proof.reconciles else Grade.C


def what_raises(proof: Proof) -> tuple[Raise, ...]:
    """Return what would raise the grade, nearest first."""
    match grade(proof):
        case Grade.E:
            return (Raise.ROSTER,)
        case Grade.D:
            return (Raise.LEAVERS,)
        case Grade.C:
            return (Raise.HEADCOUNTS, Raise.SECOND_ROSTER)
        case Grade.B:
            return (Raise.SECOND_ROSTER,)
        case _:
            return ()


def planning_rate(
    counted: float | None, upper: float | None, claimed: float | None, grade: Grade
) -> float | None:
    """Return the yearly rate to plan with: the counted one, or below B the worse of claim and upper end."""
    if grade.is_solid and counted is not None:
        return counted
    known = [rate for rate in (claimed, upper) if rate is not None]
    return max(known) if known else counted
