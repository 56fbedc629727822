"""Everything one roster proves in one window, ready to be stored and shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from providers.domain.attrition.claims import ClaimTest, check_claim
from providers.domain.attrition.cohorts import FirstYear, first_year
from providers.domain.attrition.forecasting import Hazards, hazards_of
from providers.domain.attrition.monthly import Monthly, monthly
from providers.domain.attrition.plausibility import Finding, check_leavers
from providers.domain.attrition.spells import DAYS_IN_YEAR, Groups, Spells, Window
from providers.domain.attrition.survival import Curve, tenure_curve
from providers.domain.attrition.tenure import GroupTenure, group_tenure
from providers.domain.attrition.turnover import Turnover, turnover

# What is stored of an earlier version is computed anew.
ENGINE_VERSION = 3
SURVIVAL_YEARS = (1, 2, 5, 10)
EVERYBODY = ""
MOST_GROUPS = 40
PERIOD_MONTHS, YEAR_MONTHS = 3, 12


@dataclass(frozen=True)
class GroupAnalysis:
    """One group: its figures, its curve and the hazards a forecast would take."""

    tenure: GroupTenure
    curve: Curve
    monthly: Monthly
    hazards: Hazards
    first_year: FirstYear


@dataclass(frozen=True, slots=True)
class Period:
    """What happened in a part of the window: a quarter, or a year."""

    window: Window
    turnover: Turnover
    first_year: FirstYear
    curve: Curve


@dataclass(frozen=True)
class Analysis:
    """The whole company, its functions and sites, its quarters and years, and what is hard to believe."""

    window: Window
    everybody: GroupAnalysis
    functions: tuple[GroupAnalysis, ...]
    sites: tuple[GroupAnalysis, ...]
    periods: tuple[Period, ...]
    years: tuple[Period, ...]
    findings: tuple[Finding, ...]
    claim: ClaimTest | None


def analyse(spells: Spells, window: Window, *, claimed: float | None = None) -> Analysis:
    """Return what accepted spells prove in a window; `claimed` is a rate a year in [0, 1]."""
    everybody = _group(EVERYBODY, spells, window, None)
    counted = everybody.tenure.turnover.leavers
    return Analysis(
        window=window,
        everybody=everybody,
        functions=_groups(spells.functions, spells.of_function, window, everybody.hazards),
        sites=_groups(spells.sites, spells.of_site, window, everybody.hazards),
        periods=tuple(_period(spells, part) for part in parts_of(window, PERIOD_MONTHS)),
        years=tuple(_period(spells, part) for part in parts_of(window, YEAR_MONTHS)),
        findings=check_leavers(spells.functions, spells.ends, window, attrition_claimed=bool(claimed)),
        claim=None if claimed is None else check_claim(claimed, counted.leavers, counted.person_years),
    )


def survival_at(curve: Curve, years: float) -> tuple[float | None, tuple[float, float] | None]:
    """Return the share still there after some years, with its interval."""
    return curve.at(years * DAYS_IN_YEAR), curve.ends_at(years * DAYS_IN_YEAR)


def parts_of(window: Window, months: int) -> tuple[Window, ...]:
    """Return the window cut every so many months, counted back from its end; the first may be shorter."""
    ends = [window.until]
    while (earlier := months_before(window.until, months * len(ends))) > window.after:
        ends.append(earlier)
    ends.append(window.after)
    return tuple(Window(after, until) for until, after in pairwise(ends))[::-1]


def months_before(day: date, months: int) -> date:
    """Return the day some months earlier; the end of a month stays the end of a month."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    return _clipped(year, month + 1, day.day)


def _groups(
    groups: Groups, part: Callable[[int], Spells], window: Window, company: Hazards
) -> tuple[GroupAnalysis, ...]:
    """The groups by size; one group alone says nothing that the whole does not."""
    sizes = np.bincount(groups.codes, minlength=len(groups.names))
    codes = [int(code) for code in np.argsort(-sizes, kind="stable") if sizes[code]]
    if len(codes) < 2:
        return ()
    return tuple(_group(groups.names[code], part(code), window, company) for code in codes[:MOST_GROUPS])


def _group(name: str, spells: Spells, window: Window, company: Hazards | None) -> GroupAnalysis:
    curve = tenure_curve(spells, window)
    return GroupAnalysis(
        tenure=group_tenure(name, spells, window),
        curve=curve,
        monthly=monthly(curve, spells, window),
        hazards=hazards_of(spells, window, company),
        first_year=first_year(spells, window, curve),
    )


def _period(spells: Spells, part: Window) -> Period:
    curve = tenure_curve(spells, part)
    return Period(part, turnover(spells, part), first_year(spells, part, curve), curve)


def _clipped(year: int, month: int, day: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    last = date.fromordinal(following.toordinal() - 1).day
    # The end of a month stays the end of a month.
    return date(year, month, last if day > last or day >= 30 else day)
