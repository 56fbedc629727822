"""Keeps single people from being read out of small groups, and nothing told from being read as none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FEWEST_SHOWN = 5


def suppressed(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the groups whose figures are not shown, where the total over all groups is.

    Groups of 1 to 4 people; and, where the rest would give them away (one hidden group, or hidden ones of
    fewer than five people together), the next smallest group too. Empty groups tell nothing and stay.
    """
    hidden = {name for name, size in sizes.items() if 0 < size < FEWEST_SHOWN}
    shown = sorted((size, name) for name, size in sizes.items() if size >= FEWEST_SHOWN)
    while hidden and shown and (len(hidden) == 1 or sum(sizes[name] for name in hidden) < FEWEST_SHOWN):
        hidden.add(shown.pop(0)[1])
    return frozenset(hidden)


def smallest(*denominators: float) -> int:
    """Return the smallest of what figures are divided by, in whole people; 0 where there never was anybody.

    Whoever was there for some weeks only is somebody, and still fewer than one a year.
    """
    return min((max(1, int(each)) for each in denominators if each > 0), default=0)


def tells_reasons(by_reason: Mapping[str, Any]) -> bool:
    """Whether a reason is given for anybody: where none is, nobody seems to leave of their own will."""
    return any(by_reason[reason]["leavers"] for reason in ("voluntary", "involuntary"))
