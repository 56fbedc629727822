"""The same figures by plain counting, one person after the other, to hold the real ones against."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day of one person; `moved` says that the end is a transfer."""

    start: date
    end: date | None = None
    moved: bool = False


@dataclass(frozen=True)
class Counted:
    """What happened after one day up to and including another."""

    before: int
    joined: int
    left: int
    after: int
    years: float

    @property
    def rate(self) -> float:
        """Leavers a year and person."""
        return self.left / self.years


def counted(terms: Sequence[Term], after: date, until: date) -> Counted:
    """Count people and days."""
    days = 0
    for term in terms:
        end = min(term.end or until, until)
        days += max(0, (end - max(term.start, after)).days)
    return Counted(
        before=sum(_there(term, after) for term in terms),
        joined=sum(after < term.start <= until for term in terms),
        left=sum(bool(term.end and after < term.end <= until and not term.moved) for term in terms),
        after=sum(_there(term, until) for term in terms),
        years=days / DAYS_IN_YEAR,
    )


def poisson_ends(count: int) -> tuple[float, float]:
    """The exact 95 % interval of a count, by halving and by adding up probabilities."""
    high = _halved(lambda mean: _at_most(count, mean) - 0.025, count, count + 10 * math.sqrt(count + 1) + 20)
    if not count:
        return 0.0, high
    return _halved(lambda mean: _at_most(count - 1, mean) - 0.975, 0.0, count), high


def survival(terms: Sequence[Term], after: date, until: date, given: int = 0) -> list[tuple[int, float]]:
    """The tenures in days at which somebody left, each with the share still there.

    Whoever started before the window is seen only from the tenure they had reached by then.
    """
    seen = [term for term in terms if term.start <= until and (term.end is None or term.end > after)]
    spans = []
    for term in seen:
        entered = max(given, (after - term.start).days)
        gone = (min(term.end or until, until) - term.start).days
        if gone > entered:
            spans.append((entered, gone, bool(term.end and term.end <= until and not term.moved)))
    entries, exits = sorted(span[0] for span in spans), sorted(span[1] for span in spans)
    events = Counter(gone for _entered, gone, left in spans if left)
    share, curve = 1.0, []
    for tenure in sorted(events):
        at_risk = bisect_left(entries, tenure) - bisect_left(exits, tenure)
        share *= 1 - events[tenure] / at_risk
        curve.append((tenure, share))
    return curve


def half_life(curve: Sequence[tuple[int, float]]) -> float | None:
    """The years after which half have left."""
    return next((tenure / DAYS_IN_YEAR for tenure, share in curve if share <= 0.5), None)


def median_tenure(terms: Sequence[Term], day: date) -> float:
    """The years that half of those there on a day have been there."""
    return median((day - term.start).days for term in terms if _there(term, day)) / DAYS_IN_YEAR


def _there(term: Term, day: date) -> bool:
    return term.start <= day and (term.end is None or term.end > day)


def _at_most(count: int, mean: float) -> float:
    logs = (number * math.log(mean) - mean - math.lgamma(number + 1) for number in range(count + 1))
    return math.fsum(math.exp(log) for log in logs)


def _halved(falling: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2
