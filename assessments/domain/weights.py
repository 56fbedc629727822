"""From raw weights to shares: normalised inside each node, multiplied down the path."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


class WeightError(ValueError):
    """A weight that is negative, NaN or infinite."""


@dataclass(frozen=True, slots=True)
class Group:
    """A node with its raw weight and those of its leaves (0 where a leaf does not apply)."""

    weight: float
    leaves: Sequence[float]


@dataclass(frozen=True, slots=True)
class Shares:
    """Normalised weights: `groups` and `leaves` (effective) sum to 1, `local` within a group.

    All are zero where nothing applies or every weight is zero.
    """

    groups: tuple[float, ...]
    local: tuple[tuple[float, ...], ...]
    leaves: tuple[tuple[float, ...], ...]


def normalised(raw: Sequence[float]) -> tuple[float, ...]:
    """Return raw weights (>= 0, finite) divided by their sum; all 0 where the sum is 0.

    Raises WeightError.
    """
    if any(not math.isfinite(weight) or weight < 0 for weight in raw):
        raise WeightError("weights are finite and not negative")
    largest = max(raw, default=0.0)
    if largest == 0:
        return tuple(0.0 for _ in raw)
    relative = [weight / largest for weight in raw]
    total = math.fsum(relative)
    return tuple(weight / total for weight in relative)


def shares(groups: Sequence[Group]) -> Shares:
    """Return the shares of a two-level hierarchy.

    Local normalisation as in Keeney & Raiffa (1976), Decisions with multiple objectives: a
    leaf that does not apply leaves its weight to its siblings, a group without leaves that
    apply leaves it to the other groups. Raises WeightError.
    """
    local = tuple(normalised(group.leaves) for group in groups)
    tops = [group.weight if any(leaves) else 0.0 for group, leaves in zip(groups, local, strict=True)]
    top = normalised(tops)
    effective = tuple(
        tuple(share * leaf for leaf in leaves) for share, leaves in zip(top, local, strict=True)
    )
    return Shares(top, local, effective)
