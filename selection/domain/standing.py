"""The standing of a project: who ranks where, who may still, and who is out and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace

from assessments.domain.questionnaire import Applies
from assessments.domain.ranking import TOLERANCE, RankRange, competition_ranks, possible_ranks
from assessments.domain.results import KnockoutState, Status
from selection.domain.fit import Fit, ScorePart, fit

Switch = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One knock-out of one assessment, as its scorecard lists it.

    A section below its minimum has an empty `question_key`.
    """

    template_key: str
    question_key: str
    state: KnockoutState
    applies: Applies
    sentence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One provider in the project: its scores per template and what its knock-outs found."""

    candidacy_id: int
    parts: tuple[ScorePart, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line of the decision board.

    `rank` only for the eligible whose coverage suffices; `possible` for all but the
    excluded. `reasons` are the knock-outs in force that are triggered or pending, `gates`
    those that block a stage.
    """

    candidacy_id: int
    rank: int | None
    possible: RankRange | None
    status: Status
    fit: Fit
    reasons: tuple[Finding, ...]
    gates: tuple[Finding, ...]


def standing(candidates: Sequence[Candidate], *, switched_on: Collection[Switch] = ()) -> list[StandingRow]:
    """Rank the candidates by observed fit, the best first, the excluded last.

    `switched_on` names, as (template key, question key), the knock-outs this project uses
    beyond those that always apply. Everything is a function of the candidates as a set:
    their order is irrelevant, and nobody's fit depends on the others.
    """
    active = frozenset(switched_on)
    rows = [_unranked(candidate, active) for candidate in candidates]
    ranked = _with_ranges(_with_ranks(rows))
    return sorted(ranked, key=_position)


def standing_inputs(
    candidates: Sequence[Candidate], *, switched_on: Collection[Switch] = ()
) -> dict[str, object]:
    """Return everything a standing depends on, as JSON; hash it with `fingerprint.digest`."""
    ordered = sorted(candidates, key=lambda candidate: candidate.candidacy_id)
    return {
        "candidates": [asdict(candidate) for candidate in ordered],
        "switched_on": sorted(list(switch) for switch in switched_on),
    }


def in_force(finding: Finding, switched_on: Collection[Switch]) -> bool:
    """Tell whether a knock-out counts in this project; gates never exclude."""
    if finding.applies is Applies.PROJECT:
        return (finding.template_key, finding.question_key) in switched_on
    return finding.applies is Applies.ALWAYS


def _unranked(candidate: Candidate, switched_on: frozenset[Switch]) -> StandingRow:
    biting = [finding for finding in candidate.findings if finding.state is not KnockoutState.CLEAR]
    reasons = tuple(finding for finding in biting if in_force(finding, switched_on))
    gates = tuple(finding for finding in biting if finding.applies is Applies.GATE)
    return StandingRow(
        candidacy_id=candidate.candidacy_id,
        rank=None,
        possible=None,
        status=_status(reasons),
        fit=fit(candidate.parts),
        reasons=tuple(sorted(reasons, key=lambda finding: finding.state is KnockoutState.PENDING)),
        gates=gates,
    )


def _status(reasons: Sequence[Finding]) -> Status:
    if any(reason.state is KnockoutState.TRIGGERED for reason in reasons):
        return Status.EXCLUDED
    return Status.PENDING if reasons else Status.ELIGIBLE


def _with_ranks(rows: Sequence[StandingRow]) -> list[StandingRow]:
    scores = [row.fit.observed if _gets_rank(row) else None for row in rows]
    ranks = competition_ranks(scores)
    return [
        replace(row, rank=None if rank is None else rank + _surely_above(row, rows))
        for row, rank in zip(rows, ranks, strict=True)
    ]


def _surely_above(row: StandingRow, rows: Sequence[StandingRow]) -> int:
    """Count the eligible that get no rank number yet, but certainly end above this one."""
    high = row.fit.high or 0.0
    unranked = [other for other in rows if other.status is Status.ELIGIBLE and other.fit.provisional]
    return sum((other.fit.low or 0.0) > high + TOLERANCE for other in unranked)


def _gets_rank(row: StandingRow) -> bool:
    return row.status is Status.ELIGIBLE and not row.fit.provisional


def _with_ranges(rows: Sequence[StandingRow]) -> list[StandingRow]:
    """A pending rival may still be excluded, so it can worsen a rank but never spoil the best."""
    excluded = [row.status is Status.EXCLUDED for row in rows]
    lows = [None if out else row.fit.low for row, out in zip(rows, excluded, strict=True)]
    highs = [None if out else row.fit.high for row, out in zip(rows, excluded, strict=True)]
    rivals = [row.fit.low for row in rows if row.status is Status.ELIGIBLE]
    ranges = possible_ranks(lows, highs, sure=rivals)
    return [replace(row, possible=span) for row, span in zip(rows, ranges, strict=True)]


def _position(row: StandingRow) -> tuple[int, int, float, int]:
    group = 0 if row.rank is not None else 2 if row.status is Status.EXCLUDED else 1
    score = row.fit.observed if row.fit.observed is not None else -1.0
    return (group, row.rank or 0, -score, row.candidacy_id)
