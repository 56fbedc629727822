"""Weights are agreed before the first answers are in, and stay."""

import math

import pytest
from django.urls import reverse

from assessments.actions import submit_response
from selection.actions import SelectionError, lock_weights, set_weights
from selection.models import Project, ProjectWeight
from tests.assessments.factories import response_of
from tests.people import signed_in
from tests.selection.factories import FULL, NOW, World, assessment_of, candidate, template, work_off, world

pytestmark = pytest.mark.django_db


def weights_of(of: World) -> dict[str, float]:
    rows = ProjectWeight.objects.filter(project=of.project).select_related("template")
    return {row.template.key: row.weight for row in rows}


def submit_first(of: World) -> None:
    added = candidate(of, "Meridian Clinical", FULL)
    response = response_of(assessment_of(added, "culture"))
    submit_response(by=of.lead.as_actor(), response=response, now=NOW)


def test_weights_are_raw_and_the_others_stay() -> None:
    of = world()

    set_weights(by=of.lead.as_actor(), project=of.project, weights={template("culture").pk: 2.5})

    assert weights_of(of) == {"culture": 2.5, "people": 40.0}


@pytest.mark.parametrize("weight", [-1.0, math.nan, math.inf, 1e12])
def test_a_weight_is_a_quantity(weight: float) -> None:
    of = world()

    with pytest.raises(SelectionError) as refusal:
        set_weights(by=of.lead.as_actor(), project=of.project, weights={template("culture").pk: weight})

    assert refusal.value.field == f"weight_{template('culture').pk}"
    assert weights_of(of)["culture"] == 60.0


def test_something_must_weigh() -> None:
    of = world()
    nothing = {template("culture").pk: 0.0, template("people").pk: 0.0}

    with pytest.raises(SelectionError, match="At least one"):
        set_weights(by=of.lead.as_actor(), project=of.project, weights=nothing)


def test_a_foreign_checklist_is_refused() -> None:
    of = world()

    with pytest.raises(SelectionError, match="not part of the project"):
        set_weights(by=of.lead.as_actor(), project=of.project, weights={template("readiness").pk: 1.0})


def test_the_first_submitted_response_locks_at_once_and_the_job_writes_it_down() -> None:
    of = world()
    submit_first(of)

    with pytest.raises(SelectionError, match="locked"):
        set_weights(by=of.lead.as_actor(), project=of.project, weights={template("culture").pk: 1.0})

    work_off()
    assert Project.objects.get(pk=of.project.pk).weights_locked_at is not None


def test_the_lead_locks_earlier_and_only_once() -> None:
    of = world()
    lock_weights(by=of.lead.as_actor(), project=of.project, now=NOW)

    with pytest.raises(SelectionError, match="locked already"):
        lock_weights(by=of.lead.as_actor(), project=of.project, now=NOW)
    with pytest.raises(SelectionError, match="locked"):
        set_weights(by=of.lead.as_actor(), project=of.project, weights={template("culture").pk: 1.0})


def test_the_page_saves_them() -> None:
    of = world()
    typed = {f"weight_{template('culture').pk}": "1", f"weight_{template('people').pk}": "3"}

    answer = signed_in(of.lead).post(reverse("selection:weights", args=[of.project.pk]), typed)

    assert answer.status_code == 302
    assert weights_of(of) == {"culture": 1.0, "people": 3.0}


@pytest.mark.parametrize("typed", ["-3", "abc", "", "nan", "inf"])
def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(typed: str) -> None:
    of = world()
    field = f"weight_{template('culture').pk}"

    answer = signed_in(of.lead).post(
        reverse("selection:weights", args=[of.project.pk]),
        {field: typed, f"weight_{template('people').pk}": "7"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["weights_form"].errors[field]
    assert f'value="{typed}"' in page or not typed
    assert 'value="7"' in page
    assert weights_of(of) == {"culture": 60.0, "people": 40.0}


def test_locked_weights_are_shown_without_fields() -> None:
    of = world()
    lock_weights(by=of.lead.as_actor(), project=of.project, now=NOW)

    page = signed_in(of.lead).get(reverse("selection:project", args=[of.project.pk])).content.decode()

    assert "data-weight=" not in page
    assert "Locked" in page


def test_the_page_says_once_that_weights_were_refused() -> None:
    of = world()
    nothing = {f"weight_{template(key).pk}": "0" for key in ("culture", "people")}

    response = signed_in(of.lead).post(reverse("selection:weights", args=[of.project.pk]), nothing)

    assert response.status_code == 422
    assert response.content.decode().count("Not saved yet") == 1
