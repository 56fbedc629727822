"""The lines of a ranking on their way into JSON and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assessments.domain.questionnaire import Applies
from assessments.domain.ranking import RankRange
from assessments.domain.results import KnockoutState, Status
from selection.domain.fit import Fit, ScorePart, Segment
from selection.domain.standing import Candidate, Finding, StandingRow

Row = Mapping[str, Any]


def rows_to_json(rows: Iterable[StandingRow]) -> list[dict[str, Any]]:
    """Write the lines; `rows_from_json` reads them back unchanged."""
    return [asdict(row) for row in rows]


def rows_from_json(rows: Iterable[Row]) -> tuple[StandingRow, ...]:
    """Read the lines of a stored ranking."""
    return tuple(_row(row) for row in rows)


def _row(row: Row) -> StandingRow:
    possible = row["possible"]
    return StandingRow(
        candidacy_id=row["candidacy_id"],
        rank=row["rank"],
        possible=None if possible is None else RankRange(**possible),
        status=Status(row["status"]),
        fit=_fit(row["fit"]),
        reasons=_findings(row["reasons"]),
        gates=_findings(row["gates"]),
    )


def _fit(fit: Row) -> Fit:
    return Fit(**{**fit, "segments": tuple(Segment(**segment) for segment in fit["segments"])})


def _findings(findings: Sequence[Row]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            **{
                **finding,
                "state": KnockoutState(finding["state"]),
                "applies": Applies(finding["applies"]),
            }
        )
        for finding in findings
    )


def candidates_from_json(candidates: Iterable[Row]) -> tuple[Candidate, ...]:
    """Read the candidates of stored inputs."""
    return tuple(
        Candidate(
            candidacy_id=row["candidacy_id"],
            parts=tuple(ScorePart(**part) for part in row["parts"]),
            findings=_findings(row["findings"]),
        )
        for row in candidates
    )
