"""What is written down of a claim: the input of its action."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ClaimFacts:
    """A claimed rate (leavers a year as a share of the headcount), its period, and its definition."""

    rate: float
    after: date
    until: date
    source: str
    numerator: str = ""
    denominator: str = ""
    voluntary_only: bool = False
    scope: str = ""
    exclusions: str = ""
    headcount_before: int | None = None
    headcount_after: int | None = None
    origin: str = ""
