"""A checklist goes into a file and comes back the same; a faulty file changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.actions import editing as actions
from assessments.models import Question, Template, TemplatePurpose, TemplateVersion
from tests.assessments import factories
from tests.assessments.editor.drafts import draft, editor
from tests.assessments.factories import question

pytestmark = pytest.mark.django_db


def one_section(*questions: factories.Json) -> dict[str, object]:
    return {"sections": [factories.section("s", *questions)]}


def exported(key: str, file: Path) -> str:
    call_command("export_template", key, output=file, verbosity=0)
    return file.read_text(encoding="utf-8")


def test_every_default_checklist_comes_back_the_same(tmp_path: Path) -> None:
    call_command("load_checklists", verbosity=0)

    for template in Template.objects.all():
        first = exported(template.key, tmp_path / "first.json")
        call_command("import_template", tmp_path / "first.json", verbosity=0)

        assert TemplateVersion.objects.filter(template=template).count() == 2
        assert exported(template.key, tmp_path / "second.json") == first


def test_an_unknown_checklist_is_added_with_a_draft(tmp_path: Path) -> None:
    facts = actions.ChecklistFacts("Exit plan", TemplatePurpose.RELATIONSHIP)
    of = actions.create_checklist(by=editor(), facts=facts)
    actions.add_section(by=editor(), version=of, title="All")
    actions.add_question(by=editor(), version=of, section_key="all")
    first = exported("exit-plan", tmp_path / "plan.json")
    of.delete()
    Template.objects.all().delete()

    call_command("import_template", tmp_path / "plan.json", verbosity=0)

    assert exported("exit-plan", tmp_path / "again.json") == first


def test_a_standing_draft_is_never_written_over(tmp_path: Path) -> None:
    of = draft(key="people")
    exported("people", tmp_path / "people.json")

    with pytest.raises(CommandError, match="has a draft already"):
        call_command("import_template", tmp_path / "people.json")

    assert TemplateVersion.objects.filter(template=of.template).count() == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"purpose": "fun"}, "purpose"),
        ({"opening_sides": ["nobody"]}, "nobody"),
        ({"sections": [{"key": "s", "title": "S", "weight": -1, "questions": []}]}, "weight"),
        (
            {"sections": [factories.section("s", factories.question("a"), factories.question("a"))]},
            "same key",
        ),
        (one_section(question("a", weight=float("inf"))), "number of 0 or more"),
        (
            {"sections": [factories.section("s", factories.question("a", {"type": "scale", "levels": 99}))]},
            "levels",
        ),
        (one_section(question("a", text="x" * 10**6)), "2000 fit"),
    ],
)
def test_a_faulty_file_changes_nothing(change: dict[str, Any], reason: str, tmp_path: Path) -> None:
    data = factories.checklist(key="people") | change
    (tmp_path / "faulty.json").write_text(json.dumps(data))

    with pytest.raises(CommandError, match=reason):
        call_command("import_template", tmp_path / "faulty.json")

    assert not Template.objects.exists()
    assert not Question.objects.exists()


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "null"])
def test_what_is_no_checklist(text: str, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text(text)

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_template", tmp_path / "no.json")


def test_an_unknown_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no checklist with the key"):
        call_command("export_template", "nothing", output=tmp_path / "x.json")
