"""The demo world stands whole, tells the story it should, and is built only once."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from assessments.domain.preparing import told_from_json
from assessments.models import (
    Answer,
    Assessment,
    AssessmentState,
    Evidence,
    Preparation,
    Preparedness,
    Reopening,
)
from outsourcing.accounts.models import User
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork, WorkState
from providers.models import Provider
from providers.queries.claims_held import people_of, with_people
from selection.domain.standing import StandingRow
from selection.models import Project, Standing, TeamPlan
from selection.models.standing_rows import rows_from_json
from tests.people import person
from tests.portal.world import work_off as do_all

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The world, built once for these tests and taken away after them; what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _seed()
        transaction.set_rollback(True)


def _seed() -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said)
    return said.getvalue()


def _rows(project: str) -> dict[str, StandingRow]:
    standing = Standing.objects.get(project__name=project, is_current=True)
    names = dict(Project.objects.get(name=project).candidacies.values_list("pk", "provider__name"))
    return {names[row.candidacy_id]: row for row in rows_from_json(standing.rows)}


def test_it_stays_away_from_an_installation_that_is_in_use() -> None:
    person("administrator")

    with pytest.raises(CommandError, match="only for an empty one"):
        _seed()

    assert not Provider.objects.exists()


def test_the_story_is_on_the_board_once_the_jobs_have_run(built: str) -> None:
    do_all()

    rows = _rows("Phase III data management")
    assert [rows[name].rank for name in ("Meridian Clinical", "Kaveri Research")] == [1, 2]
    assert rows["Northbridge BPO"].status == "pending"
    assert rows["Altura Services"].status == "excluded"
    assert [
        reason.question_key for reason in rows["Altura Services"].reasons if reason.state == "triggered"
    ] == ["I7"]
    assert not OwedWork.objects.exclude(state=WorkState.DONE).exists()
    call_command("verify_scores", stdout=StringIO())


def test_what_six_people_say_of_each_other_makes_a_choice_conditional(built: str) -> None:
    do_all()
    figures = Preparedness.objects.get(assessment__subject__provider__name="Kaveri Research")

    told = told_from_json(figures.told)
    assert told.is_conditional
    assert len(told.conditions) == 2
    assert figures.knowledge == [False, True]
    assert (figures.done, figures.required) == (6, 18)
    assert figures.shared_at is not None
    late = Preparation.objects.filter(state="open", due_on__lt=timezone.localdate())
    assert [row.owner_name for row in late] == ["Joseph Okafor"]
    assert set(Preparation.objects.values_list("state", flat=True)) == {"open", "done", "not_needed"}


def test_there_is_somebody_for_each_role_and_something_in_each_state(built: str) -> None:
    assert User.objects.filter(roles__key="executive").get().email in built
    assert set(User.objects.values_list("roles__key", flat=True)) == {
        "procurement_lead",
        "evaluator",
        "executive",
        "template_admin",
        "auditor",
        "administrator",
    }
    assert set(Assessment.objects.values_list("state", flat=True)) == set(AssessmentState.values)
    assert Reopening.objects.count() == 1
    assert Provider.objects.count() == 6


def test_a_second_run_changes_nothing_and_tells_the_sign_ins_again(built: str) -> None:
    before = (Answer.objects.count(), AuditEvent.objects.count(), OwedWork.objects.count())

    second = _seed()

    assert second == built
    assert (Answer.objects.count(), AuditEvent.objects.count(), OwedWork.objects.count()) == before


def test_a_team_of_fourteen_is_planned_on_what_is_known(built: str) -> None:
    plan = TeamPlan.objects.select_related("candidacy__project", "candidacy__provider").get()

    assert (plan.candidacy.project.name, plan.candidacy.provider.name) == (
        "Phase III data management",
        "Kaveri Research",
    )
    assert (len(plan.team), plan.months, plan.footing["claimed"]) == (14, 24, 0.09)
    assert plan.analysis
    assert plan.analysis.roster.provider == plan.candidacy.provider
    assert plan.headline["expected"] > 2
    assert plan.assumptions["replacement_share"]["year"] == 2012


def test_rosters_contradict_one_claim_and_bear_out_two(built: str) -> None:
    do_all()

    lead = User.objects.get(email="marieke.kramer@helder.example").as_actor()
    held = {each.name: people_of(each) for each in with_people(lead, Provider.objects.all(), "pk")}
    tested = {name: one.test for name, one in held.items() if one and one.test}
    assert {name: (test.claimed, test.verdict) for name, test in tested.items()} == {
        "Kaveri Research": (0.09, "contradicted_too_low"),
        "Meridian Clinical": (0.12, "consistent"),
        "Baltica Process Partners": (0.13, "consistent"),
    }


def test_people_checklists_that_are_open_are_answered_by_rosters(built: str) -> None:
    do_all()

    measured = Answer.objects.filter(response__side="measured").exclude(state="cleared")
    told = measured.values_list("response__assessment__subject__provider__name", "question__key")
    questions = ["A1", "A2", "A3", "A4", "A5", "A6"]
    assert sorted(told) == [
        *(("Baltica Process Partners", key) for key in questions),
        *(("Kaveri Research", key) for key in questions),
    ]
    assert Evidence.objects.filter(source="roster", withdrawn_at__isnull=True).count() == 12
