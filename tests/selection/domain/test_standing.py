"""The standing: who ranks where, who may still, who is out and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.fingerprint import digest
from assessments.domain.questionnaire import Applies
from assessments.domain.ranking import RankRange
from assessments.domain.results import KnockoutState, Status
from selection.domain.fit import ScorePart
from selection.domain.standing import Candidate, Finding, StandingRow, standing, standing_inputs

TRIGGERED = Finding("people", "A1", KnockoutState.TRIGGERED, Applies.ALWAYS, "No figures")
PENDING = replace(TRIGGERED, state=KnockoutState.PENDING)
CLEAR = replace(TRIGGERED, state=KnockoutState.CLEAR)
SWITCHED = Finding("culture", "C2", KnockoutState.TRIGGERED, Applies.PROJECT, "Too far apart")
GATE = Finding("site-visit", "V13", KnockoutState.TRIGGERED, Applies.GATE, "Not declared")


def candidate(number: int, low: float, *findings: Finding, coverage: float = 1.0) -> Candidate:
    observed = low / coverage if coverage else None
    return Candidate(number, (ScorePart("rfp", 1, low, low + 1 - coverage, observed, coverage),), findings)


def by_id(rows: list[StandingRow]) -> dict[int, StandingRow]:
    return {row.candidacy_id: row for row in rows}


@st.composite
def fields(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        coverage = draw(st.sampled_from([0.4, 0.8, 0.9, 1.0]))
        low = draw(st.integers(0, 10)) / 10 * coverage
        findings = draw(st.sampled_from([(), (), (CLEAR,), (PENDING,), (TRIGGERED,), (SWITCHED,), (GATE,)]))
        found.append(candidate(number, low, *findings, coverage=coverage))
    return found


def test_the_best_comes_first_and_equals_share_a_rank() -> None:
    rows = standing([candidate(1, 0.5), candidate(2, 0.7), candidate(3, 0.7), candidate(4, 0.6)])
    assert [(row.candidacy_id, row.rank) for row in rows] == [(2, 1), (3, 1), (4, 3), (1, 4)]


def test_the_excluded_come_last_without_rank_but_with_their_fit_and_reason() -> None:
    rows = standing([candidate(1, 0.9, TRIGGERED), candidate(2, 0.4)])
    assert [(row.candidacy_id, row.rank, row.status) for row in rows] == [
        (2, 1, Status.ELIGIBLE),
        (1, None, Status.EXCLUDED),
    ]
    assert rows[1].fit.observed == pytest.approx(0.9)
    assert rows[1].reasons == (TRIGGERED,)
    assert rows[1].possible is None


def test_the_pending_get_a_range_and_no_rank_number() -> None:
    rows = by_id(standing([candidate(1, 0.9, PENDING), candidate(2, 0.4)]))
    assert (rows[1].status, rows[1].rank, rows[1].possible) == (Status.PENDING, None, RankRange(1, 1))
    assert (rows[2].rank, rows[2].possible) == (1, RankRange(1, 2))


def test_the_provisional_get_a_range_and_no_rank_number() -> None:
    rows = by_id(standing([candidate(1, 0.3, coverage=0.5), candidate(2, 0.6), candidate(3, 0.9)]))
    assert (rows[1].rank, rows[1].possible) == (None, RankRange(2, 3))
    assert (rows[3].rank, rows[2].rank) == (1, 2)
    assert rows[2].possible == RankRange(2, 3)


def test_who_is_surely_beaten_by_a_provisional_one_is_not_first() -> None:
    rows = by_id(standing([candidate(1, 0.6, coverage=0.7), candidate(2, 0.3)]))
    assert (rows[1].rank, rows[1].possible) == (None, RankRange(1, 1))
    assert rows[2].rank == 2


def test_a_knock_out_of_the_project_counts_only_when_switched_on() -> None:
    field = [candidate(1, 0.9, SWITCHED), candidate(2, 0.4)]
    assert by_id(standing(field))[1].rank == 1
    assert by_id(standing(field, switched_on={("culture", "C2")}))[1].status is Status.EXCLUDED
    assert by_id(standing(field, switched_on={("people", "C2")}))[1].status is Status.ELIGIBLE


def test_a_gate_is_shown_and_excludes_nobody() -> None:
    (row,) = standing([candidate(1, 0.9, GATE)])
    assert (row.status, row.rank, row.reasons, row.gates) == (Status.ELIGIBLE, 1, (), (GATE,))


def test_what_is_clear_is_no_reason() -> None:
    (row,) = standing([candidate(1, 0.9, CLEAR)])
    assert (row.status, row.reasons) == (Status.ELIGIBLE, ())


def test_what_triggered_is_named_before_what_is_pending() -> None:
    (row,) = standing([candidate(1, 0.9, PENDING, TRIGGERED)])
    assert row.reasons == (TRIGGERED, PENDING)


def test_without_any_score_there_is_neither_rank_nor_range() -> None:
    rows = by_id(standing([Candidate(1, ()), candidate(2, 0.4)]))
    assert (rows[1].rank, rows[1].possible) == (None, None)
    assert rows[2].rank == 1


@given(fields())
def test_a_rank_lies_in_its_range_and_only_the_eligible_have_one(field: list[Candidate]) -> None:
    for row in standing(field):
        if row.rank is not None:
            assert row.status is Status.ELIGIBLE
            assert not row.fit.provisional
            assert row.possible is not None
            assert row.possible.best <= row.rank <= row.possible.worst
        assert (row.possible is None) == (row.status is Status.EXCLUDED)


@given(fields(), st.randoms())
def test_the_order_of_candidates_is_irrelevant(field: list[Candidate], random: st.DataObject) -> None:
    shuffled = list(field)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled) == standing(field)
    assert digest(standing_inputs(shuffled)) == digest(standing_inputs(field))


@given(fields())
def test_adding_or_removing_a_provider_changes_nobodys_fit(field: list[Candidate]) -> None:
    alone = {row.candidacy_id: row.fit for item in field for row in standing([item])}
    assert {row.candidacy_id: row.fit for row in standing(field)} == alone


@given(fields())
def test_identical_providers_tie(field: list[Candidate]) -> None:
    twin = replace(field[0], candidacy_id=99)
    rows = by_id(standing([*field, twin]))
    first, second = rows[field[0].candidacy_id], rows[99]
    assert (first.rank, first.possible, first.status) == (second.rank, second.possible, second.status)


def test_switches_and_scores_change_the_hash_of_the_inputs() -> None:
    field = [candidate(1, 0.9, SWITCHED)]
    base = digest(standing_inputs(field))
    assert base != digest(standing_inputs(field, switched_on={("culture", "C2")}))
    assert base != digest(standing_inputs([candidate(1, 0.8, SWITCHED)]))
