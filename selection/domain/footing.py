"""What a plan stands on: how well attrition is proven, and what the provider claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.domain.attrition.grading import Grade
from selection.domain.team_plan import CaseName


@dataclass(frozen=True, slots=True)
class Footing:
    """The grade of the evidence, and the yearly rate that was claimed, with where it was said."""

    grade: Grade
    claimed: float | None = None
    source: str = ""
    voluntary_only: bool = False

    @property
    def planned_with(self) -> CaseName:
        """The counted rate where the proof is solid, else the worse of the claim and the upper end."""
        return CaseName.BASE if self.grade.is_solid else CaseName.HIGH


def footing_data(footing: Footing) -> dict[str, Any]:
    """Return it as plain data."""
    return {
        "grade": str(footing.grade),
        "claimed": footing.claimed,
        "source": footing.source,
        "voluntary_only": footing.voluntary_only,
    }


def footing_from(data: Mapping[str, Any]) -> Footing:
    """Return what was stored; a plan of before this was kept rests on the counted rate, as it did."""
    if not data:
        return Footing(Grade.B)
    grade, voluntary = Grade(data["grade"]), bool(data.get("voluntary_only"))
    return Footing(grade, data["claimed"], data["source"], voluntary)
