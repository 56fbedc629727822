"""The ranking as the job computes and stores it."""

import pytest

from assessments.domain.results import Status
from outsourcing.audit.models import AuditEvent
from selection.actions import rank_project, switch_knockout, withdraw_candidate
from selection.models import Project, Standing
from selection.queries.ranking import ranking_inputs
from tests.selection.factories import (
    FULL,
    NOW,
    PLAIN,
    assessment_of,
    candidate,
    give,
    ranking,
    template,
    with_readiness,
    work_off,
    world,
)

pytestmark = pytest.mark.django_db


def test_fit_is_the_weighted_sum_of_the_checklists() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)

    work_off()

    rows = ranking(of)
    assert list(rows) == ["Meridian Clinical", "Kaveri Research"]
    # Culture 60 × 1; people 40 × (3 × 0.75 + 1) / 4.
    assert rows["Meridian Clinical"].fit.observed == pytest.approx(0.6 + 0.4 * 0.8125)
    assert rows["Kaveri Research"].fit.observed == pytest.approx(0.6 * 0.5 + 0.4 * 0.75)
    assert [row.rank for row in rows.values()] == [1, 2]
    assert [row.fit.coverage for row in rows.values()] == pytest.approx([1, 1])


def test_a_project_switches_a_knockout_on_and_off() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", PLAIN)
    lead = of.lead.as_actor()
    people = template("people")

    switch_knockout(by=lead, project=of.project, template=people, question_key="bench", on=True)
    work_off()
    out = ranking(of)["Kaveri Research"]
    switch_knockout(by=lead, project=of.project, template=people, question_key="bench", on=False)
    work_off()
    back = ranking(of)["Kaveri Research"]

    assert (out.status, out.rank) == (Status.EXCLUDED, None)
    assert [finding.sentence for finding in out.reasons] == ["There is no reserve of people"]
    assert out.fit.observed == back.fit.observed
    assert (back.status, back.rank) == (Status.ELIGIBLE, 2)


def test_too_little_answered_gets_no_rank_but_the_ranks_that_are_possible() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Northbridge BPO", {"people": {"pace": 5, "bench": "yes", "licence": "yes"}})

    work_off()

    row = ranking(of)["Northbridge BPO"]
    assert (row.fit.low, row.fit.high) == pytest.approx((0.4, 1.0))
    assert (row.rank, row.fit.provisional) == (None, True)
    assert row.possible is not None
    assert (row.possible.best, row.possible.worst) == (1, 2)


def test_an_unanswered_knockout_is_pending_even_before_its_checklist_is_opened() -> None:
    of = world()
    opened = candidate(of, "Opened", {"culture": {"news": 5}, "people": {"pace": 5, "bench": "yes"}})
    unopened = candidate(of, "Unopened", {"culture": {"news": 5}})
    unopened.assessments.filter(template__key="people").delete()

    work_off()
    rank_project(project_id=of.project.pk, now=NOW)

    rows = ranking(of)
    assert {row.status for row in rows.values()} == {Status.PENDING}
    assert rows["Opened"].candidacy_id == opened.pk
    assert [finding.question_key for finding in rows["Opened"].reasons] == ["licence"]
    assert [finding.question_key for finding in rows["Unopened"].reasons] == [""]


def test_equal_fits_share_a_rank_and_the_next_is_third() -> None:
    of = world()
    candidate(of, "Alpha", FULL)
    candidate(of, "Beta", FULL)
    candidate(of, "Gamma", PLAIN)

    work_off()

    assert [row.rank for row in ranking(of).values()] == [1, 1, 3]


def test_running_twice_keeps_one_standing_and_one_event() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    work_off()
    first = Standing.objects.get(project=of.project)

    rank_project(project_id=of.project.pk, now=NOW)

    second = Standing.objects.get(project=of.project)
    assert (second.pk, second.inputs_digest) == (first.pk, first.inputs_digest)
    assert second.computed_at == NOW
    assert AuditEvent.objects.filter(action="project.ranked").count() == 1


def test_a_changed_score_makes_a_new_standing_and_keeps_the_old_one() -> None:
    of = world()
    added = candidate(of, "Meridian Clinical", {"culture": {"news": 5}})
    work_off()

    give(assessment_of(added, "people"), {"pace": 5})
    work_off()

    standings = Standing.objects.filter(project=of.project)
    assert standings.count() == 2
    assert standings.filter(is_current=True).count() == 1
    assert ranking(of)["Meridian Clinical"].fit.low == pytest.approx(0.6 + 0.4 * 0.75)


def test_a_score_of_our_own_readiness_owes_the_ranking_too() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    work_off()
    with_readiness(of, {"owner": 4})

    work_off()

    stored = Standing.objects.get(project=of.project, is_current=True)
    assert stored.inputs["readiness"][0] == Project.objects.get(pk=of.project.pk).readiness_id
    assert Project.objects.get(pk=of.project.pk).input_version == stored.project_input_version


def test_inputs_that_moved_meanwhile_are_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    of = world()
    added = candidate(of, "Meridian Clinical", FULL)
    work_off()
    stale = ranking_inputs(of.project.pk)
    withdraw_candidate(by=of.lead.as_actor(), candidacy=added)
    monkeypatch.setattr("selection.actions.rank.ranking_inputs", lambda _project_id: stale)

    kept = rank_project(project_id=of.project.pk, now=NOW)

    assert kept is None
    assert list(ranking(of)) == ["Meridian Clinical"]
    monkeypatch.undo()
    work_off()
    assert ranking(of) == {}


def test_a_project_that_is_gone_owes_nothing() -> None:
    assert rank_project(project_id=987_654, now=NOW) is None
