"""What one roster measures of the people in scope: six figures, each told or left out for a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np

from providers.domain.attrition.analysis import months_before
from providers.domain.attrition.cohorts import first_year, first_year_cohort
from providers.domain.attrition.spells import LEAVINGS, Groups, Leaving, Mask, Spells, Window, day_number
from providers.domain.attrition.suppression import FEWEST_SHOWN
from providers.domain.attrition.survival import tenure_curve
from providers.domain.attrition.tenure import group_tenure
from providers.domain.attrition.turnover import Rate, Turnover, turnover

# Raised with whatever it counts by: what is stored of an earlier version is computed anew.
MEASURES_VERSION = 2
YEAR, TWO_YEARS, THREE_YEARS = 12, 24, 36
# A list of leavers reaches back to the beginning of a year if somebody left in its first months, or before.
FIRST_MONTHS = 3
SEPARATIONS = (Leaving.VOLUNTARY, Leaving.INVOLUNTARY, Leaving.OTHER)


class Figure(StrEnum):
    """What is measured: rates a year, the change of one, a share, years, and whether there is a list."""

    HANDED_OVER = "handed_over"
    VOLUNTARY_YEAR = "voluntary_year"
    TOTAL_YEAR = "total_year"
    VOLUNTARY_CHANGE = "voluntary_change"
    FIRST_YEAR_LOSS = "first_year_loss"
    MEDIAN_SERVICE = "median_service"


class Missing(StrEnum):
    """Why a figure is left out."""

    TOO_FEW = "too_few"
    NO_LEAVERS = "no_leavers"
    NO_REASONS = "no_reasons"
    TOO_SHORT = "too_short"
    NO_FUNCTIONS = "no_functions"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class Scope:
    """The functions that people would work for us in, and the sites they would do it at; none is all."""

    functions: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.functions or self.sites)

    @property
    def key(self) -> str:
        """One text for one choice, in whatever order it was made."""
        names = [sorted(set(self.functions)), sorted(set(self.sites))]
        return hashlib.sha256(json.dumps(names, ensure_ascii=False).encode()).hexdigest()


EVERYBODY = Scope()


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: `count` of `size` (leavers of person-years or of joiners; people), with its interval."""

    figure: Figure
    value: float | None = None
    low: float | None = None
    high: float | None = None
    count: int = 0
    size: float = 0.0
    missing: Missing | None = None


@dataclass(frozen=True)
class _Part:
    """Those in scope, and the rest, who must not be told by the difference."""

    inside: Spells
    outside: Spells
    is_listed: bool


def measure(spells: Spells, as_of: date, scope: Scope = EVERYBODY) -> tuple[Measured, ...]:
    """Return every figure as of the day the roster was made.

    Functions in scope bound all of them but the total, which sites in scope bound.
    """
    people = _part(spells, spells.functions, scope.functions)
    there = _part(spells, spells.sites, scope.sites)
    leavers, voluntary = _fault(spells, as_of), _fault_of_reasons(spells, as_of)
    return (
        _handed_over(spells),
        _year(Figure.VOLUNTARY_YEAR, people, as_of, Leaving.VOLUNTARY, leavers or voluntary),
        _year(Figure.TOTAL_YEAR, there, as_of, None, leavers),
        _change(people, as_of, leavers or voluntary or _fault_of_reach(spells, as_of)),
        _first_year(people, as_of, leavers),
        _service(people, as_of),
    )


def figures_data(figures: Collection[Measured]) -> dict[str, Any]:
    """Return the figures as plain data, by name."""
    return {
        str(each.figure): {
            "value": each.value,
            "low": each.low,
            "high": each.high,
            "count": each.count,
            "size": each.size,
            "missing": str(each.missing) if each.missing else "",
        }
        for each in figures
    }


def figures_from(data: Mapping[str, Any]) -> Mapping[Figure, Measured]:
    """Return the figures that were stored."""
    return {
        Figure(name): Measured(
            Figure(name),
            each["value"],
            each["low"],
            each["high"],
            each["count"],
            each["size"],
            Missing(each["missing"]) if each["missing"] else None,
        )
        for name, each in data.items()
    }


def _handed_over(spells: Spells) -> Measured:
    named = {spells.functions.names[code].strip() for code in np.unique(spells.functions.codes)} - {""}
    if not named:
        return Measured(Figure.HANDED_OVER, missing=Missing.NO_FUNCTIONS)
    return Measured(Figure.HANDED_OVER, 1.0, count=len(spells), size=len(spells))


def _year(figure: Figure, part: _Part, as_of: date, kind: Leaving | None, fault: Missing | None) -> Measured:
    window = Window(months_before(as_of, YEAR), as_of)
    counted = _counted(turnover(part.inside, window), kind)
    rest = turnover(part.outside, window).leavers.person_years
    missing = _missing(part, counted.person_years, rest) or fault
    size = counted.person_years
    if missing or counted.ends is None:
        return Measured(figure, size=size, missing=missing or Missing.TOO_FEW)
    ends = counted.ends
    return Measured(figure, counted.value, ends.low, ends.high, counted.leavers, size)


def _change(part: _Part, as_of: date, fault: Missing | None) -> Measured:
    """The rate of the last year less that of the year that ended two years ago."""
    figure = Figure.VOLUNTARY_CHANGE
    now = _year(figure, part, as_of, Leaving.VOLUNTARY, fault)
    before = _year(figure, part, months_before(as_of, TWO_YEARS), Leaving.VOLUNTARY, fault)
    missing = now.missing or before.missing
    if missing or now.value is None or before.value is None:
        return Measured(figure, missing=missing)
    return Measured(figure, now.value - before.value, count=now.count, size=now.size)


def _first_year(part: _Part, as_of: date, fault: Missing | None) -> Measured:
    """Of those who joined in two years and whose first year is over."""
    window = Window(months_before(as_of, TWO_YEARS), as_of)
    found = first_year(part.inside, window, tenure_curve(part.inside, window))
    rest = int(first_year_cohort(part.outside, window).sum())
    missing = _missing(part, found.joined, rest) or fault
    ends = found.share_ends
    if missing or ends is None:
        return Measured(Figure.FIRST_YEAR_LOSS, size=found.joined, missing=missing or Missing.TOO_FEW)
    return Measured(Figure.FIRST_YEAR_LOSS, found.share, ends.low, ends.high, found.left, found.joined)


def _service(part: _Part, as_of: date) -> Measured:
    window = Window(months_before(as_of, YEAR), as_of)
    found = group_tenure("", part.inside, window)
    rest = turnover(part.outside, window).after
    size = found.turnover.after
    missing = _missing(part, size, rest)
    if missing:
        return Measured(Figure.MEDIAN_SERVICE, size=size, missing=missing)
    return Measured(Figure.MEDIAN_SERVICE, found.median_years, count=size, size=size)


def _part(spells: Spells, groups: Groups, names: tuple[str, ...]) -> _Part:
    if not names:
        return _Part(spells, spells.where(np.zeros(len(spells), dtype=np.bool_)), is_listed=True)
    wanted = {_plain(name) for name in names}
    codes = [code for code, name in enumerate(groups.names) if _plain(name) in wanted]
    mask: Mask = np.isin(groups.codes, codes)
    return _Part(spells.where(mask), spells.where(~mask), is_listed=bool(mask.any()))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _missing(part: _Part, size: float, rest: float) -> Missing | None:
    """Few people are never told, neither by their own figure nor by what is left of everybody's."""
    if not part.is_listed:
        return Missing.NOT_LISTED
    return Missing.TOO_FEW if size < FEWEST_SHOWN or 0 < rest < FEWEST_SHOWN else None


def _counted(counted: Turnover, kind: Leaving | None) -> Rate:
    return counted.leavers if kind is None else dict(counted.by_reason)[kind]


def _left(spells: Spells, as_of: date, kinds: Collection[Leaving]) -> Mask:
    places = [LEAVINGS.index(kind) for kind in kinds]
    left: Mask = (spells.ends <= day_number(as_of)) & np.isin(spells.leavings, places)
    return left


def _fault(spells: Spells, as_of: date) -> Missing | None:
    """A list of current staff alone says nothing of who left."""
    return None if _left(spells, as_of, SEPARATIONS).any() else Missing.NO_LEAVERS


def _fault_of_reasons(spells: Spells, as_of: date) -> Missing | None:
    """Where no reason is given for anybody, nobody seems to leave of their own will."""
    told = _left(spells, as_of, (Leaving.VOLUNTARY, Leaving.INVOLUNTARY))
    return None if told.any() else Missing.NO_REASONS


def _fault_of_reach(spells: Spells, as_of: date) -> Missing | None:
    """Leavers that are listed only from some day on would make the earlier year look calm."""
    left = spells.ends[_left(spells, as_of, SEPARATIONS)]
    beginning = day_number(months_before(as_of, THREE_YEARS - FIRST_MONTHS))
    return None if len(left) and left.min() <= beginning else Missing.TOO_SHORT
