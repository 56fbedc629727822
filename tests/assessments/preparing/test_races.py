"""Several at the same moment: one does it, the others are told; gaps are read once."""

from functools import partial

import pytest

from assessments.actions import Refused
from assessments.actions.preparing import (
    add_rule,
    finish_preparation,
    prepare_assessment,
    set_not_needed,
    share_preparations,
)
from assessments.actions.preparing.settling import Proof
from assessments.models import Preparation, PreparationRule, Preparedness
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import NOW
from tests.assessments.preparing.test_table import FACTS
from tests.assessments.preparing.world import FORM, PATH, TRY, WALK, Prepared, prepared
from tests.assessments.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_settle_the_same_one_does_it_and_the_other_is_told() -> None:
    of = prepared(shared=True)
    there, walk = of.theirs, of.of(WALK)

    outcomes = at_once(
        partial(finish_preparation, by=of.by, preparation=walk, proof=Proof(note="Ours"), now=NOW),
        partial(finish_preparation, by=there, preparation=walk, proof=Proof(note="Theirs"), now=NOW),
        partial(set_not_needed, by=of.by, preparation=walk, reason="No", now=NOW),
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert [each.code for each in refused] == ["settled", "settled"]
    assert sum(isinstance(outcome, Preparation) for outcome in outcomes) == 1
    moved = AuditEvent.objects.filter(action__in=("preparation.done", "preparation.not_needed"))
    assert moved.count() == 1


def test_those_who_do_different_things_are_all_counted() -> None:
    of = prepared()

    at_once(
        *(
            partial(finish_preparation, by=of.by, preparation=of.of(title), proof=Proof(note="Done"), now=NOW)
            for title in (WALK, FORM, TRY, PATH)
        )
    )

    assert (of.figures.done, of.figures.required) == (5, 7)


def test_of_readers_at_once_each_preparation_is_opened_once() -> None:
    of = prepared()
    Preparation.objects.all().delete()
    Preparedness.objects.all().delete()
    read = partial(prepare_assessment, by=SYSTEM, assessment_id=of.assessment.pk, now=NOW)

    outcomes = at_once(*[read] * 4)

    assert all(isinstance(outcome, Preparedness) for outcome in outcomes), outcomes
    assert Preparation.objects.count() == 5
    assert (of.figures.done, of.figures.required) == (1, 7)


def test_reading_while_somebody_prepares_loses_neither() -> None:
    of = prepared()
    extra = add_rule(by=of.by, template=of.assessment.version.template, facts=FACTS)
    assert extra.pk

    at_once(
        partial(prepare_assessment, by=SYSTEM, assessment_id=of.assessment.pk, now=NOW),
        partial(finish_preparation, by=of.by, preparation=of.of(WALK), proof=Proof(note="Done"), now=NOW),
    )

    assert of.of(WALK).state == "done"
    assert (of.figures.done, of.figures.required) == (2, 8)


def test_of_two_who_share_one_is_told_of() -> None:
    of: Prepared = prepared()

    at_once(*[partial(share_preparations, by=of.by, assessment=of.assessment, now=NOW)] * 3)

    assert AuditEvent.objects.filter(action="preparations.shared").count() == 1


def test_of_lines_added_at_once_each_has_its_place() -> None:
    of = prepared()
    template = of.assessment.version.template

    at_once(*[partial(add_rule, by=of.by, template=template, facts=FACTS)] * 3)

    places = PreparationRule.objects.filter(question_key="words").values_list("position", flat=True)
    assert sorted(places) == sorted(set(places))
