"""Employment spells as columns of day numbers, and the window in which they are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

DAYS_IN_YEAR = 365.25
DAYS_IN_MONTH = DAYS_IN_YEAR / 12
# The end of a spell that has not ended, far beyond any window.
OPEN = 2**40


class Leaving(StrEnum):
    """Why somebody left; a transfer inside the company is no separation."""

    VOLUNTARY = "voluntary"
    INVOLUNTARY = "involuntary"
    OTHER = "other"
    TRANSFER = "transfer"


LEAVINGS: tuple[Leaving, ...] = tuple(Leaving)


def day_number(day: date) -> int:
    """Return the days since 1 January 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(number + date(1970, 1, 1).toordinal())


@dataclass(frozen=True, slots=True)
class Window:
    """The days after `after` up to and including `until`: (A, B]."""

    after: date
    until: date

    def __post_init__(self) -> None:
        if self.after >= self.until:
            raise ValueError("A window ends after it begins.")

    @property
    def a(self) -> int:
        """Its beginning as a day number, itself outside."""
        return day_number(self.after)

    @property
    def b(self) -> int:
        """Its last day as a day number."""
        return day_number(self.until)

    @property
    def years(self) -> float:
        """Its length in years of 365.25 days."""
        return (self.b - self.a) / DAYS_IN_YEAR


@dataclass(frozen=True)
class Groups:
    """A column of names as codes: row i belongs to `names[codes[i]]`."""

    names: tuple[str, ...]
    codes: Codes

    def where(self, mask: Mask) -> Groups:
        """Return the same column for some of the rows."""
        return Groups(self.names, self.codes[mask])


@dataclass(frozen=True)
class Spells:
    """One row for each employment: first and last day, function, site, reason of leaving.

    `starts` and `ends` (OPEN while it lasts) are day numbers with start <= end; `leavings` are places in
    LEAVINGS, read only where a spell has ended.
    """

    starts: Days
    ends: Days
    functions: Groups
    sites: Groups
    leavings: Codes

    def __len__(self) -> int:
        return len(self.starts)

    def where(self, mask: Mask) -> Spells:
        """Return some of the spells."""
        return Spells(
            self.starts[mask],
            self.ends[mask],
            self.functions.where(mask),
            self.sites.where(mask),
            self.leavings[mask],
        )

    @property
    def departed(self) -> Mask:
        """Whose end is a separation; a transfer ends a row of the list and leaves the company nobody less."""
        departed: Mask = (self.ends < OPEN) & (self.leavings != LEAVINGS.index(Leaving.TRANSFER))
        return departed

    def of_function(self, code: int) -> Spells:
        """Return the spells of one function."""
        return self.where(self.functions.codes == code)

    def of_site(self, code: int) -> Spells:
        """Return the spells at one site."""
        return self.where(self.sites.codes == code)
