"""Who sees a project and who may change it; foreign equals missing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Capability, Grant
from assessments.queries import manageable_assessments, visible_assessments
from selection.actions import SelectionError, add_member, remove_member
from selection.models import MemberRole, Project
from selection.queries.access import changeable_projects, visible_projects
from tests.people import client_of, person, signed_in
from tests.selection.factories import FULL, World, assessment_of, candidate, with_readiness, world

pytestmark = pytest.mark.django_db

READING = ("project", "board")
WRITING = (
    "edit",
    "close",
    "reopen",
    "weights",
    "lock_weights",
    "switch",
    "open_readiness",
    "add_member",
    "add_candidate",
)


def join(of: World, role: MemberRole, *role_keys: str) -> Client:
    user = person(*role_keys)
    add_member(by=of.lead.as_actor(), project=of.project, user=user, role=role)
    return signed_in(user)


@pytest.mark.parametrize("name", READING)
def test_a_stranger_gets_the_same_bytes_as_for_a_missing_project(name: str) -> None:
    of = world()
    stranger = client_of("procurement_lead")

    foreign = stranger.get(reverse(f"selection:{name}", args=[of.project.pk]))
    missing = stranger.get(reverse(f"selection:{name}", args=[987_654]))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert _shape(foreign.content, of.project.pk) == _shape(missing.content, 987_654)


@pytest.mark.parametrize("name", WRITING)
def test_another_lead_can_change_nothing(name: str) -> None:
    of = world()
    stranger = client_of("procurement_lead")

    answer = stranger.post(reverse(f"selection:{name}", args=[of.project.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", WRITING)
def test_an_executive_reads_and_changes_nothing(name: str) -> None:
    of = world()
    executive = client_of("executive")

    assert executive.get(reverse("selection:board", args=[of.project.pk])).status_code == 200
    assert executive.post(reverse(f"selection:{name}", args=[of.project.pk])).status_code == 403


def test_an_evaluator_on_the_project_sees_it_and_answers_what_was_opened_for_it() -> None:
    of = world()
    evaluator = person("evaluator")
    before = candidate(of, "Meridian Clinical", FULL)

    add_member(by=of.lead.as_actor(), project=of.project, user=evaluator, role=MemberRole.EVALUATOR)
    after = candidate(of, "Kaveri Research")

    actor = evaluator.as_actor()
    seen = set(visible_assessments(actor).values_list("pk", flat=True))
    assert seen == {assessment_of(one, key).pk for one in (before, after) for key in ("culture", "people")}
    assert not manageable_assessments(actor).exists()
    assert list(visible_projects(actor)) == [of.project]
    assert not changeable_projects(actor).exists()
    page = signed_in(evaluator).get(reverse("selection:project", args=[of.project.pk]))
    assert page.status_code == 200
    assert "Save weights" not in page.content.decode()


def test_a_second_lead_changes_it_too() -> None:
    of = world()
    lead = join(of, MemberRole.LEAD, "procurement_lead")

    answer = lead.post(reverse("selection:close", args=[of.project.pk]))

    assert answer.status_code == 302
    assert Project.objects.get(pk=of.project.pk).state == "closed"


def test_who_leaves_loses_the_assessments_of_this_project_only() -> None:
    of, other = world(), world("Finance shared services")
    user = person("evaluator")
    lead = of.lead.as_actor()
    member = add_member(by=lead, project=of.project, user=user, role=MemberRole.EVALUATOR)
    add_member(by=other.lead.as_actor(), project=other.project, user=user, role=MemberRole.EVALUATOR)
    empty = world("Service desk renewal")
    add_member(by=empty.lead.as_actor(), project=empty.project, user=user, role=MemberRole.EVALUATOR)
    candidate(of, "Meridian Clinical")
    with_readiness(of, {})
    kept = assessment_of(candidate(other, "Kaveri Research"), "culture")

    remove_member(by=lead, member=member)

    assert kept in visible_assessments(user.as_actor())
    assert Grant.objects.filter(actor_id=str(user.pk), capability=Capability.ANSWER).count() == 2
    assert set(visible_projects(user.as_actor())) == {other.project, empty.project}


def test_nobody_joins_twice() -> None:
    of = world()

    with pytest.raises(SelectionError, match="owner is on the project already"):
        add_member(by=of.lead.as_actor(), project=of.project, user=of.lead, role=MemberRole.LEAD)


def test_a_candidate_of_another_project_cannot_be_withdrawn_through_ones_own() -> None:
    mine, foreign = world(), world("Finance shared services")
    theirs = candidate(foreign, "Kaveri Research")

    answer = signed_in(mine.lead).post(reverse("selection:withdraw", args=[mine.project.pk, theirs.pk]))

    assert answer.status_code == 404


def test_the_list_holds_only_what_one_sees() -> None:
    of = world()
    world("Finance shared services")

    page = signed_in(of.lead).get(reverse("selection:list"))

    assert [line.project.name for line, _next in page.context["lines"]] == ["Phase III data management"]


def _shape(content: bytes, pk: int) -> str:
    """The page without what differs for every request: the tokens against forgery, and the address itself."""
    text = re.sub(r"\b[A-Za-z0-9]{64}\b", "token", content.decode())
    return text.replace(f"/projects/{pk}/", "/projects/0/")
