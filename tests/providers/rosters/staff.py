"""A made-up provider of any size, the same at every run: people who come, stay and leave."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

AS_OF = date(2026, 6, 30)
# Seats of each thousand, and how readily people leave them; the last two are few.
FUNCTIONS = (
    ("Data management", 400, 1.2),
    ("Programming", 300, 1.0),
    ("Testing", 180, 0.95),
    ("Statistics", 90, 0.8),
    ("Project lead", 27, 0.5),
    ("Medical writing", 3, 0.8),
)
SITES = (("Pune", 0.6), ("Brno", 0.25), ("Kraków", 0.15))
REASONS = (("Resignation", 0.78), ("Dismissal", 0.12), ("Retirement", 0.04), ("Transfer", 0.06))
# Leavers a year and person from so many days of tenure on: newcomers leave most in months 5 to 9.
HAZARDS = ((0, 0.12), (150, 0.62), (280, 0.26), (730, 0.16))
SEEN_SINCE = 6 * 365
LEAVERS_SINCE = 3 * 365 + 120


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a list of employees."""

    key: str
    function: str
    site: str
    start: date
    end: date | None = None
    reason: str = ""

    def there(self, day: date) -> bool:
        """Whether they are employed beyond this day."""
        return self.start <= day and (self.end is None or self.end > day)


def company(seats: int, *, as_of: date = AS_OF, seed: int = 7) -> Iterator[Person]:
    """Everybody who sat in one of the seats in the last three years and some months."""
    chance = Random(seed)  # noqa: S311 — the same people at every run
    first = as_of - timedelta(days=SEEN_SINCE)
    keys = iter(range(10_000_000))
    for seat in range(seats):
        function, pull = _function(seat * 1000 // seats)
        site = _chosen(SITES, chance.random())
        start = first - timedelta(days=int(chance.random() * 2_500))
        while start <= as_of:
            end = start + timedelta(days=_stay(chance.random(), pull))
            reason = _chosen(REASONS, chance.random())
            if end > as_of:
                yield Person(f"E{next(keys):06d}", function, site, start)
            elif end > as_of - timedelta(days=LEAVERS_SINCE):
                yield Person(f"E{next(keys):06d}", function, site, start, end, reason)
            start = end + timedelta(days=20 + int(chance.random() * 40))


def as_known(people: Sequence[Person], day: date) -> list[Person]:
    """What a list of an earlier day would have said of the same people."""
    known = [person for person in people if person.start <= day]
    return [
        replace(person, end=None, reason="") if person.end and person.end > day else person
        for person in known
    ]


def row(person: Person, pattern: str = "%Y-%m-%d") -> tuple[str, ...]:
    """The cells of a person in the order of HEADERS."""
    end = person.end.strftime(pattern) if person.end else ""
    start = person.start.strftime(pattern)
    return (person.key, person.function, person.site, "permanent", start, end, person.reason)


def _function(place: int) -> tuple[str, float]:
    ends = accumulate(share for _name, share, _pull in FUNCTIONS)
    return next(
        (name, pull) for (name, _share, pull), end in zip(FUNCTIONS, ends, strict=True) if place < end
    )


def _chosen(shares: Sequence[tuple[str, float]], chance: float) -> str:
    ends = accumulate(share for _name, share in shares)
    named = zip(shares, ends, strict=True)
    return next((name for (name, _share), end in named if chance < end), shares[-1][0])


def _stay(chance: float, pull: float) -> int:
    """The day on which somebody of this luck leaves."""
    left = -math.log(1 - chance) / pull
    edges = (*HAZARDS[1:], (math.inf, 0.0))
    for (begin, hazard), (end, _next) in zip(HAZARDS, edges, strict=True):
        spent = hazard * (end - begin) / 365.25
        if left <= spent:
            return int(begin + left / hazard * 365.25)
        left -= spent
    raise ArithmeticError("Everybody leaves some day.")
