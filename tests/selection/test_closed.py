"""A closed project stays as it was closed, until somebody reopens it."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from selection.actions import (
    ChecklistPlan,
    SelectionError,
    add_member,
    close_project,
    lock_weights,
    reopen_project,
    serve_checklists,
    set_readiness,
    set_weights,
    switch_knockout,
    withdraw_candidate,
)
from selection.models import Candidacy, MemberRole, Project
from tests.people import person, signed_in
from tests.selection.factories import NOW, World, candidate, template, world

pytestmark = pytest.mark.django_db

Change = Callable[[World, Candidacy], object]

CHANGES: dict[str, Change] = {
    "weights": lambda of, _: set_weights(
        by=of.lead.as_actor(), project=of.project, weights={template("people").pk: 1.0}
    ),
    "lock": lambda of, _: lock_weights(by=of.lead.as_actor(), project=of.project, now=NOW),
    "knock-out": lambda of, _: switch_knockout(
        by=of.lead.as_actor(), project=of.project, template=template("people"), question_key="bench", on=True
    ),
    "readiness": lambda of, _: set_readiness(by=of.lead.as_actor(), project=of.project, now=NOW),
    "member": lambda of, _: add_member(
        by=of.lead.as_actor(), project=of.project, user=person("evaluator"), role=MemberRole.EVALUATOR
    ),
    "checklists": lambda of, held: serve_checklists(
        by=of.lead.as_actor(), candidacy=held, plan=ChecklistPlan(), now=NOW
    ),
    "withdrawal": lambda of, held: withdraw_candidate(by=of.lead.as_actor(), candidacy=held),
}


def _closed() -> tuple[World, Candidacy]:
    of = world()
    held = candidate(of, "Meridian Clinical")
    close_project(by=of.lead.as_actor(), project=of.project)
    return of, held


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_closed_project_refuses_every_change(change: Change) -> None:
    of, held = _closed()
    before = Project.objects.values().get(pk=of.project.pk)

    with pytest.raises(SelectionError, match="closed"):
        change(of, held)

    assert Project.objects.values().get(pk=of.project.pk) == before


def test_its_page_offers_only_to_reopen_it() -> None:
    of, _held = _closed()

    page = signed_in(of.lead).get(reverse("selection:project", args=[of.project.pk])).content.decode()

    assert "Reopen" in page
    assert "Save weights" not in page
    assert "Add provider" not in page


def test_once_reopened_it_changes_again() -> None:
    of, held = _closed()
    reopen_project(by=of.lead.as_actor(), project=of.project)

    withdraw_candidate(by=of.lead.as_actor(), candidacy=held)

    assert Candidacy.objects.get(pk=held.pk).state == "withdrawn"
