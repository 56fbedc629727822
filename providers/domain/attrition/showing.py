"""What may be shown of stored figures: nothing that fewer than five people stand behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from providers.domain.attrition.suppression import FEWEST_SHOWN, smallest, suppressed

Stored = Mapping[str, Any]
THE_REST = "\0"
# Sums of days in another order differ in the last digits.
A_ROUNDING = 0.001


def people_behind(group: Stored) -> int:
    """Return the smallest denominator that the figures of a group have: who is there, who was on average."""
    return smallest(group["headcount_after"], group["average_headcount"]["person_years"])


def tells_apart(longer: Stored, shorter: Stored) -> bool:
    """Tell whether two windows that end on one day tell of single people by what the longer one has more."""
    more = _person_years(longer) - _person_years(shorter)
    return A_ROUNDING < more < FEWEST_SHOWN


def hidden_groups(groups: Sequence[Stored], everybody: Stored) -> Mapping[str, bool]:
    """Return the groups that are not shown, each with whether it is itself a small one.

    The others would give a small one away. Groups beyond the listed ones count as one more.
    """
    sizes = {group["name"]: people_behind(group) for group in groups}
    sizes[THE_REST] = _rest(groups, everybody)
    hidden = suppressed(sizes)
    return {name: sizes[name] < FEWEST_SHOWN for name in hidden if name != THE_REST}


def shown_periods(periods: Sequence[Stored]) -> list[Stored]:
    """Return the quarters on which enough people stand, less those that would give another one away."""
    sizes = {each["to"]: smallest(each["headcount"], each["person_years"]) for each in periods}
    hidden = suppressed(sizes)
    return [each for each in periods if sizes[each["to"]] and each["to"] not in hidden]


def solid_curve(curve: Stored) -> Stored:
    """Return a curve up to where fewer than five are still observed: there each step is a person."""
    few = (place for place, people in enumerate(curve["at_risk"]) if people < FEWEST_SHOWN)
    end = next(few, None)
    if end is None:
        return curve
    columns = {name: curve[name][:end] for name in ("months", "survival", "low", "high", "at_risk")}
    return {**curve, **columns, "reach_months": curve["months"][end]}


def observed(group: Stored, month: float) -> int | None:
    """Return how many were still observed at a tenure; None where that is not known."""
    at_risk: Sequence[int] = (group.get("monthly") or {}).get("at_risk", ())
    return at_risk[int(month)] if int(month) < len(at_risk) else None


def is_solid(group: Stored, months: float) -> bool:
    """Tell whether enough people were observed at that tenure to tell of it.

    Figures of earlier versions do not say how many; they go by who is there.
    """
    if not group.get("monthly"):
        return bool(group["headcount_after"] >= FEWEST_SHOWN)
    return (observed(group, months) or 0) >= FEWEST_SHOWN


def _rest(groups: Sequence[Stored], everybody: Stored) -> int:
    """Those of groups so many that not all are listed."""
    there = everybody["headcount_after"] - sum(group["headcount_after"] for group in groups)
    listed = sum(group["average_headcount"]["person_years"] for group in groups)
    average = everybody["average_headcount"]["person_years"] - listed
    return smallest(there, average if average > A_ROUNDING else 0.0) if groups else 0


def _person_years(result: Stored) -> float:
    years: float = result["everybody"]["rate"]["person_years"]
    return years
