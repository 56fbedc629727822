"""Editing the table of preparations: add, change, order, remove, put back, and take along in a file."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from assessments.actions import Refused
from assessments.actions.preparing import add_rule, change_rule, move_rule, remove_rule, restore_rule
from assessments.domain.formats import FormatError
from assessments.domain.preparing import Doer, Occasion, Stage
from assessments.domain.preparing_table import RuleFacts, rule_to_json, rules_from_json
from assessments.forms.editor.checklist_file import import_file
from assessments.models import PreparationRule, Template, TemplateVersion
from assessments.queries.exporting import checklist_json
from assessments.queries.preparation_table import facts_of, table_of
from outsourcing.audit.models import AuditEvent
from outsourcing.workbooks.faults import WorkbookRefused
from tests.assessments.preparing.world import FORM, TRY, WALK, WRITE, Prepared, lines, prepared

pytestmark = pytest.mark.django_db
FACTS = RuleFacts("words", Occasion.MATERIAL, "Meet once", Doer.BOTH, "Everybody", Stage.VISIT, "Minutes", 10)


def template_of(of: Prepared) -> Template:
    return of.assessment.version.template


def titles(of: Prepared) -> list[str]:
    return [rule.title for rule in table_of(template_of(of))[0].rules]


def rule(title: str) -> PreparationRule:
    return PreparationRule.objects.select_related("template").get(title=title)


def test_a_line_is_added_at_the_end_of_its_scale_and_moved_up() -> None:
    of = prepared()

    added = add_rule(by=of.by, template=template_of(of), facts=FACTS)

    assert titles(of) == [WRITE, TRY, WALK, FORM, "Meet once"]
    move_rule(by=of.by, rule=added, places=-1)
    assert titles(of) == [WRITE, TRY, WALK, "Meet once", FORM]
    move_rule(by=of.by, rule=rule(WRITE), places=-1)
    assert titles(of)[0] == WRITE
    told = AuditEvent.objects.filter(action__startswith="table.line").values_list("action", "object_label")
    assert list(told.order_by("pk")) == [("table.line_added", "Meet once"), ("table.line_moved", "Meet once")]


def test_a_removed_line_can_be_put_back_where_it_was() -> None:
    of = prepared()

    for _time in range(2):
        remove_rule(by=of.by, rule=rule(TRY))
    assert titles(of) == [WRITE, WALK, FORM]
    for _time in range(2):
        restore_rule(by=of.by, rule=rule(TRY))

    assert titles(of) == [WRITE, TRY, WALK, FORM]
    assert AuditEvent.objects.filter(action__startswith="table.line").count() == 2


def test_what_was_removed_meanwhile_is_neither_changed_nor_moved() -> None:
    of = prepared()
    remove_rule(by=of.by, rule=rule(TRY))

    moves: tuple[Callable[[], object], ...] = (
        lambda: change_rule(by=of.by, rule=rule(TRY), facts=FACTS),
        lambda: move_rule(by=of.by, rule=rule(TRY), places=1),
    )
    for move in moves:
        with pytest.raises(Refused) as refused:
            move()
        assert refused.value.code == "removed"
    assert rule(TRY).title == TRY


def test_scales_without_lines_stand_there_and_lines_without_scales_too() -> None:
    of = prepared()
    add_rule(
        by=of.by,
        template=template_of(of),
        facts=rules_from_json(lines(("gone", "minor", "X", "both", "start")))[0],
    )

    scales = table_of(template_of(of))

    assert [(scale.question_key, scale.title) for scale in scales] == [
        ("words", "Explicit or implicit communication"),
        ("news", "Direct or wrapped criticism"),
        ("gone", "gone"),
    ]
    assert [scale.warns_of_silence for scale in scales] == [False, True, False]


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("title", "", "preparations[0].title"),
        ("title", "x" * 201, "preparations[0].title"),
        ("side", "nobody", "preparations[0].side"),
        ("from", "huge", "preparations[0].from"),
        ("within_days", 0, "preparations[0].within_days"),
        ("within_days", True, "preparations[0].within_days"),
        ("proof", "a\x00b", "preparations[0].proof"),
    ],
)
def test_a_fault_in_a_table_names_its_place(field: str, value: object, where: str) -> None:
    line = rule_to_json(FACTS)

    with pytest.raises(FormatError) as error:
        rules_from_json({"preparations": [{**line, field: value}]})

    assert error.value.field == where


def test_a_checklist_takes_its_table_along_in_its_file() -> None:
    of = prepared()
    version = TemplateVersion.objects.get(template=template_of(of))
    data = {**checklist_json(version), "key": "elsewhere"}
    file = BytesIO(json.dumps(data).encode())

    draft = import_file(by=of.by, file=file, name="elsewhere.json")

    brought = [scale.rules for scale in table_of(draft.template)]
    assert [[facts_of(rule) for rule in rules] for rules in brought] == [
        [facts_of(rule) for rule in scale.rules] for scale in table_of(template_of(of))
    ]


def test_a_file_whose_table_is_wrong_is_refused_whole() -> None:
    of = prepared()
    version = TemplateVersion.objects.get(template=template_of(of))
    data = {**checklist_json(version), "key": "elsewhere"}
    data["preparations"] = [{"question": "words", "from": "huge", "title": "X"}]

    with pytest.raises(WorkbookRefused) as refused:
        import_file(by=of.by, file=BytesIO(json.dumps(data).encode()), name="elsewhere.json")

    assert [fault.column for fault in refused.value.faults] == ["preparations[0].from"]
    assert not Template.objects.filter(key="elsewhere").exists()
