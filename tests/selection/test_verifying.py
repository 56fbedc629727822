"""A command proves that stored rankings can be computed again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from selection.actions import switch_knockout
from selection.models import Standing
from tests.selection.factories import FULL, PLAIN, candidate, template, work_off, world

pytestmark = pytest.mark.django_db


def ranked_twice() -> None:
    of = world()
    candidate(of, "Meridian Clinical", FULL)
    candidate(of, "Kaveri Research", {**PLAIN, "culture": {}})
    work_off()
    people = template("people")
    switch_knockout(by=of.lead.as_actor(), project=of.project, template=people, question_key="bench", on=True)
    work_off()


def test_every_kept_ranking_comes_out_the_same() -> None:
    ranked_twice()
    said = StringIO()

    call_command("verify_standings", stdout=said)

    assert said.getvalue() == "2 rankings recomputed, 0 faults; 0 are of another engine.\n"


def test_a_changed_figure_is_found() -> None:
    ranked_twice()
    stored = Standing.objects.get(is_current=True)
    stored.rows[0]["fit"]["observed"] = 0.99
    stored.save()
    faults = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_standings", stdout=StringIO(), stderr=faults)

    assert "its rows differ from those recomputed" in faults.getvalue()


def test_changed_inputs_are_found() -> None:
    ranked_twice()
    stored = Standing.objects.get(is_current=True)
    stored.inputs["candidates"][0]["parts"][0]["weight"] = 99.0
    stored.save()
    faults = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_standings", stdout=StringIO(), stderr=faults)

    assert "its inputs are not those of its digest" in faults.getvalue()
