"""An analysis as plain data: what is stored, what pages show, and what the command prints."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from providers.domain.attrition.analysis import SURVIVAL_YEARS, Analysis, GroupAnalysis, Period, survival_at
from providers.domain.attrition.claims import ClaimTest
from providers.domain.attrition.cohorts import FirstYear
from providers.domain.attrition.comparing import Comparison
from providers.domain.attrition.forecasting import Hazards
from providers.domain.attrition.monthly import monthly_data
from providers.domain.attrition.plausibility import MOST_IDS, Finding
from providers.domain.attrition.poisson import Interval
from providers.domain.attrition.spells import DAYS_IN_MONTH, DAYS_IN_YEAR
from providers.domain.attrition.survival import Curve
from providers.domain.attrition.tenure import Band
from providers.domain.attrition.turnover import Denominator, Rate, Turnover

Data = dict[str, Any]
# Enough for a smooth line, few enough for a page.
MOST_POINTS = 240


def analysis_data(analysis: Analysis) -> Data:
    """Return the whole analysis; rates are leavers a year and person, times years, ages months."""
    window = analysis.window
    return {
        "window": {"from": window.after.isoformat(), "to": window.until.isoformat(), "years": window.years},
        "everybody": group_data(analysis.everybody, window.years),
        "functions": [group_data(group, window.years) for group in analysis.functions],
        "sites": [group_data(group, window.years) for group in analysis.sites],
        "periods": [_period(period) for period in analysis.periods],
        "years": [_period(period) for period in analysis.years],
        "findings": findings_data(analysis.findings),
        "claim": None if analysis.claim is None else claim_data(analysis.claim),
    }


def group_data(group: GroupAnalysis, years: float) -> Data:
    """Return one group: headcounts, rates, tenure, survival and the hazards of a forecast."""
    return {
        "name": group.tenure.name,
        **turnover_data(group.tenure.turnover, years),
        "first_year": first_year_data(group.first_year),
        "median_tenure_years": group.tenure.median_years,
        "bands": [_band(band) for band in group.tenure.bands],
        "survival": [_survival(group.curve, year) for year in SURVIVAL_YEARS],
        **_half_life(group.curve),
        "curve": curve_data(group.curve),
        "monthly": monthly_data(group.monthly),
        "busiest_months": group.monthly.busiest(),
        "hazards": hazards_data(group.hazards),
    }


def turnover_data(counted: Turnover, years: float) -> Data:
    """Return headcounts, rates by reason and by denominator, and stability, each with its interval."""
    by_denominator = {str(each): counted.rate_by(each, years) for each in Denominator}
    return {
        "headcount_before": counted.before,
        "joiners": counted.joiners,
        "leavers": counted.leavers.leavers,
        "transfers": counted.transfers,
        "headcount_after": counted.after,
        "stayed": counted.stayed,
        "stability": counted.stability,
        "stability_ends": _ends(counted.stability_ends),
        "person_years": counted.leavers.person_years,
        "average_headcount": {str(each): average for each, average in counted.averages},
        "rate": rate_data(counted.leavers),
        "rate_by_denominator": {each: rate.value for each, rate in by_denominator.items()},
        "ends_by_denominator": {each: _ends(rate.ends) for each, rate in by_denominator.items()},
        "by_reason": {str(reason): rate_data(each) for reason, each in counted.by_reason},
    }


def first_year_data(first: FirstYear) -> Data:
    """Return the loss in the first year in both ways, each with its interval."""
    return {
        "joined": first.joined,
        "left": first.left,
        "share": first.share,
        "share_ends": _ends(first.share_ends),
        "by_curve": first.by_curve,
        "by_curve_ends": _ends(first.by_curve_ends),
    }


def rate_data(rate: Rate) -> Data:
    """Return a rate with its interval."""
    return {
        "leavers": rate.leavers,
        "person_years": rate.person_years,
        "value": rate.value,
        **_ends(rate.ends),
    }


def claim_data(claim: ClaimTest) -> Data:
    """Return a claim held against the count."""
    return {
        "claimed": claim.claimed,
        "expected_leavers": claim.expected_leavers,
        "leavers": claim.leavers,
        "person_years": claim.person_years,
        "observed": claim.observed,
        **_ends(claim.ends),
        "probability_of_at_least_observed": claim.at_least_observed,
        "probability_of_at_most_observed": claim.at_most_observed,
        "verdict": str(claim.verdict),
    }


def findings_data(findings: Sequence[Finding]) -> list[Data]:
    """Return findings by code and severity."""
    return [
        {
            "code": str(finding.code),
            "severity": str(finding.severity),
            "count": finding.count,
            "ids": list(finding.ids),
            "date": finding.day.isoformat() if finding.day else None,
            "about": finding.about,
        }
        for finding in findings
    ]


def curve_data(curve: Curve) -> Data:
    """Return a curve in months, thinned to what a line can show."""
    places = _thinned(len(curve.times))
    return {
        "given_months": curve.given / DAYS_IN_MONTH,
        "reach_months": curve.reach / DAYS_IN_MONTH,
        "months": [_rounded(curve.times[place] / DAYS_IN_MONTH) for place in places],
        "survival": [_rounded(curve.survival[place]) for place in places],
        "low": [_rounded(curve.low[place]) for place in places],
        "high": [_rounded(curve.high[place]) for place in places],
        "at_risk": [int(curve.at_risk[place]) for place in places],
    }


def hazards_data(hazards: Hazards) -> Data:
    """Return piecewise hazards a year, with their edges in months."""
    return {"edges_months": list(hazards.edges), "rates_per_year": list(hazards.rates)}


def hazards_from(data: Mapping[str, Any]) -> Hazards:
    """Return the hazards that were stored."""
    return Hazards(tuple(data["edges_months"]), tuple(data["rates_per_year"]))


def comparison_data(found: Comparison) -> Data:
    """Return what became of people between two rosters: counts, and the first ids of each kind."""
    kinds = {
        "joined": found.joined,
        "left": found.left,
        "hidden": found.hidden,
        "edited": found.edited,
        "revived": found.revived,
        "unannounced": found.unannounced,
    }
    return {
        "consistent": found.is_consistent,
        **{name: {"count": len(ids), "ids": list(ids[:MOST_IDS])} for name, ids in kinds.items()},
    }


def _survival(curve: Curve, years: int) -> Data:
    share, ends = survival_at(curve, years)
    return {
        "years": years,
        "share": share,
        "low": ends[0] if ends else None,
        "high": ends[1] if ends else None,
    }


def _band(band: Band) -> Data:
    return {
        "from_months": band.from_months,
        "to_months": band.to_months,
        "headcount": band.headcount,
        "rate": rate_data(band.leavers),
    }


def _period(period: Period) -> Data:
    window, counted = period.window, period.turnover
    return {
        "from": window.after.isoformat(),
        "to": window.until.isoformat(),
        "headcount": counted.after,
        **turnover_data(counted, window.years),
        "first_year": first_year_data(period.first_year),
        **_half_life(period.curve),
    }


def _half_life(curve: Curve) -> Data:
    low, high = curve.median_ends
    return {
        "median_stay_years": _years(curve.median),
        "median_stay_ends": {"low": _years(low), "high": _years(high)},
    }


def _years(days: float | None) -> float | None:
    return None if days is None else days / DAYS_IN_YEAR


def _ends(ends: Interval | None) -> Data:
    return {"low": ends.low if ends else None, "high": ends.high if ends else None}


def _thinned(size: int) -> range:
    step = max(1, math.ceil(size / MOST_POINTS))
    # The last point is always shown.
    return range((size - 1) % step if size else 0, size, step)


def _rounded(number: float) -> float | None:
    return None if math.isnan(number) else round(float(number), 6)
