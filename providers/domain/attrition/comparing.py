"""Two rosters of one company side by side: who joined, who left, and what was changed in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stay:
    """First and last day of one person's latest employment; no last day while it lasts."""

    start: date
    end: date | None


@dataclass(frozen=True)
class Comparison:
    """Ids by what became of them between two rosters.

    `hidden` were employed in the first, and the second neither lists them nor says that they left;
    `edited` start on another day in the second; `revived` had left in the first and are employed in the
    second with the same start; `unannounced` started before the first was made and were not in it.
    """

    joined: tuple[str, ...]
    left: tuple[str, ...]
    hidden: tuple[str, ...]
    edited: tuple[str, ...]
    revived: tuple[str, ...]
    unannounced: tuple[str, ...]

    @property
    def is_consistent(self) -> bool:
        """Whether the second tells the same story as the first."""
        return not (self.hidden or self.edited or self.revived or self.unannounced)


def compare(
    first: Mapping[str, Stay], second: Mapping[str, Stay], *, first_as_of: date, second_as_of: date
) -> Comparison:
    """Compare two rosters by the ids of people; both tell of the day they were made."""
    employed = {key: stay for key, stay in first.items() if _employed(stay, first_as_of)}
    common = {key: (stay, second[key]) for key, stay in first.items() if key in second}
    fresh = {key: stay for key, stay in second.items() if key not in first}
    return Comparison(
        joined=_sorted(key for key, stay in fresh.items() if stay.start > first_as_of),
        left=_sorted(key for key in employed if key in second and not _employed(second[key], second_as_of)),
        hidden=_sorted(key for key in employed if key not in second),
        edited=_sorted(
            key for key, (was, now) in common.items() if now.start != was.start and not _is_rehired(was, now)
        ),
        revived=_sorted(
            key
            for key, (was, now) in common.items()
            if not _employed(was, first_as_of) and _employed(now, second_as_of) and now.start == was.start
        ),
        unannounced=_sorted(
            key for key, stay in fresh.items() if stay.start <= first_as_of and _employed(stay, first_as_of)
        ),
    )


def _employed(stay: Stay, day: date) -> bool:
    return stay.start <= day and (stay.end is None or stay.end > day)


def _is_rehired(was: Stay, now: Stay) -> bool:
    return was.end is not None and now.start >= was.end


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))
