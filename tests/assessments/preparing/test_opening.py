"""What gaps open, what becomes of it when they change, and how it is owed."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from assessments.actions import cancel_assessment
from assessments.actions.preparing import change_rule, finish_preparation, load_table, remove_rule
from assessments.actions.preparing.settling import Proof
from assessments.domain.preparing_table import rules_from_json
from assessments.models import Preparation, PreparationRule, Preparedness, Response, Template
from assessments.queries.preparation_table import facts_of, scales_of
from assessments.tasks import prepare
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from outsourcing.jobs.models import OwedWork
from tests.assessments.culture import world as culture
from tests.assessments.factories import NOW
from tests.assessments.preparing.world import (
    FORM,
    PATH,
    TABLE,
    TRY,
    WALK,
    WRITE,
    Prepared,
    lines,
    prepared,
)
from tests.portal.world import work_off

pytestmark = pytest.mark.django_db
ALL_OPEN = dict.fromkeys((FORM, TRY, WALK, PATH, WRITE), "open")


def owed(of: Prepared) -> bool:
    """Whether the reading is owed and waits."""
    work = OwedWork.objects.filter(task="assessments.prepare", key=str(of.assessment.pk))
    return work.filter(state="queued").exists()


def one_leaves(of: Prepared) -> None:
    """One of the provider's three takes their answers back."""
    last = of.six.theirs[2].response
    Response.objects.filter(pk=last.pk).update(state="draft", submitted_at=None, receipt="")


def test_gaps_open_what_the_table_asks_for_with_its_words() -> None:
    of = prepared()

    assert of.states() == ALL_OPEN
    walk = of.of(WALK)
    assert (walk.side, walk.before, walk.audience, walk.proof) == (
        "provider",
        "decision",
        "Team leads",
        "A note",
    )
    assert walk.due_on == NOW.date() + timedelta(days=14)
    assert (of.figures.done, of.figures.required) == (1, 7)
    assert of.figures.knowledge == [True, False]
    assert AuditEvent.objects.filter(action="preparations.opened").count() == 1


def test_the_conditions_are_what_critical_gaps_miss_in_the_order_of_the_table() -> None:
    told = prepared().figures.told

    assert told == {"conditions": [WRITE, TRY, WALK, FORM], "silent": ["read the situation"]}


def test_twice_is_as_once() -> None:
    of = prepared()
    before = (of.states(), Preparedness.objects.values().get(), AuditEvent.objects.count())

    of.read()

    assert (of.states(), Preparedness.objects.values().get(), AuditEvent.objects.count()) == before


def test_below_three_of_a_side_nothing_is_begun() -> None:
    six = culture.opened()
    culture.all_rated(six)
    load_table(by=SYSTEM, template=six.assessment.version.template, data=lines(*TABLE))
    of = Prepared(six)
    one_leaves(of)

    assert of.read() is None
    assert not Preparedness.objects.exists()


def test_what_nothing_asks_for_any_more_is_retired_unless_somebody_began_it() -> None:
    of = prepared()
    finish_preparation(by=of.by, preparation=of.of(WALK), proof=Proof(note="Done on Monday"), now=NOW)

    one_leaves(of)
    of.read()

    assert of.states() == {**dict.fromkeys(ALL_OPEN, "retired"), WALK: "done"}
    assert (of.figures.done, of.figures.required, of.figures.told) == (1, 1, {})
    Response.objects.filter(pk=of.six.theirs[2].response.pk).update(
        state="submitted", submitted_at=NOW, receipt="again"
    )
    of.read()
    assert of.states() == {**ALL_OPEN, WALK: "done"}


def test_a_cancelled_assessment_is_left_alone() -> None:
    of = prepared()
    cancel_assessment(by=of.by, assessment=of.assessment, reason="Opened twice", now=NOW)
    Preparation.objects.all().delete()

    assert of.read() is None
    assert not Preparation.objects.exists()


def test_scores_that_moved_owe_it_and_the_task_does_it() -> None:
    six = culture.opened()
    load_table(by=SYSTEM, template=six.assessment.version.template, data=lines(*TABLE))
    of = Prepared(six)
    culture.all_rated(six)
    assert not owed(of)

    work_off("assessments.score")
    assert owed(of)
    prepare(str(of.assessment.pk))

    assert of.states() == ALL_OPEN
    assert not owed(of)


def test_one_side_alone_owes_nothing() -> None:
    six = culture.opened()
    user, response = six.ours[0]
    culture.rated(response, user.as_actor(), {"words": (1, 5), "news": (4, 4)})

    work_off("assessments.score")

    assert not owed(Prepared(six))


def test_a_changed_table_moves_what_nobody_began_and_keeps_the_words_of_what_was() -> None:
    of = prepared()
    finish_preparation(by=of.by, preparation=of.of(WALK), proof=Proof(note="Done"), now=NOW)
    OwedWork.objects.all().delete()

    for title in (WALK, TRY):
        rule = PreparationRule.objects.get(title=title)
        facts = rules_from_json(lines(("words", "material", f"{title} twice", "both", "team")))[0]
        change_rule(by=of.by, rule=rule, facts=facts)
    remove_rule(by=of.by, rule=PreparationRule.objects.get(title=PATH))
    assert owed(of)
    of.read()

    assert of.states() == {
        FORM: "open",
        f"{TRY} twice": "open",
        WALK: "done",
        WRITE: "open",
        PATH: "retired",
    }


def test_default_tables_ask_for_scales_of_their_checklist_and_are_loaded_once() -> None:
    call_command("load_checklists", verbosity=0)
    culture_table = PreparationRule.objects.filter(template__key="culture")
    before = culture_table.count()

    call_command("load_checklists", verbosity=0)

    assert before == culture_table.count() > 30
    template = Template.objects.get(key="culture")
    asked = scales_of(template)
    assert set(culture_table.values_list("question_key", flat=True)) == set(asked)
    silent = set(culture_table.filter(occasion="silent").values_list("question_key", flat=True))
    assert silent == {key for key, (_text, mirror) in asked.items() if mirror.warn_from is not None}
    for key in asked:
        found = set(culture_table.filter(question_key=key).values_list("occasion", flat=True))
        assert found >= {"minor", "material", "critical"}, key


def test_a_house_that_was_here_before_gets_its_table_and_its_gaps_are_read() -> None:
    six = culture.opened()
    culture.all_rated(six)
    OwedWork.objects.all().delete()
    template = six.assessment.version.template

    assert load_table(by=SYSTEM, template=template, data=lines(*TABLE)) != ()

    assert owed(Prepared(six))
    remove_rule(by=six.lead.as_actor(), rule=PreparationRule.objects.earliest("pk"))
    assert load_table(by=SYSTEM, template=template, data=lines(*TABLE)) == ()


def test_lines_read_back_as_they_were_written() -> None:
    of = prepared()
    rules = PreparationRule.objects.filter(template=of.assessment.version.template)

    assert [facts_of(rule) for rule in rules.order_by("pk")] == list(rules_from_json(lines(*TABLE)))
