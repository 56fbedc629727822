"""A checklist goes into a workbook and comes back the same; what was spoilt by hand is named cell by cell."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings

from assessments.actions.editing import import_checklist
from assessments.domain.books.reading import read_checklist
from assessments.domain.books.table import GivenSheet
from assessments.domain.books.writing import checklist_sheets
from assessments.domain.questionnaire_codec import question_from_json, question_to_json
from assessments.exports.checklist import checklist_workbook
from assessments.forms.editor.checklist_file import import_file
from assessments.models import Template, TemplateVersion
from assessments.queries.exporting import checklist_json
from outsourcing.workbooks.faults import WorkbookRefused
from outsourcing.workbooks.reading import read_workbook
from outsourcing.workbooks.writing import Column, Table, write_workbook
from tests.assessments.editor.drafts import editor
from tests.assessments.editor.generated import checklists

pytestmark = pytest.mark.django_db

Cells = dict[str, list[list[Any]]]


def cells(book: bytes) -> Cells:
    """Every cell of a workbook."""
    return {sheet.name: [list(row.values) for row in sheet.rows] for sheet in read_workbook(BytesIO(book))}


def book_of(content: Cells) -> bytes:
    """A workbook with these cells."""
    tables = [
        Table(name, [Column(str(head)) for head in rows[0]], rows[1:]) for name, rows in content.items()
    ]
    return write_workbook(tables, title="By hand")


def canonical(data: dict[str, Any]) -> str:
    """Everything it says, with the kinds of its numbers, and with what may be left out."""
    asked = [question for section in data["sections"] for question in section["questions"]]
    words = [[each["guidance"], each["proof"], each["serves"]] for each in asked]
    questions = [question_to_json(question_from_json(each)) for each in asked]
    sections = [{**each, "questions": []} for each in data["sections"]]
    return json.dumps([{**data, "sections": sections}, questions, words], sort_keys=True)


def imported(book: bytes) -> TemplateVersion:
    return import_file(by=editor(), file=BytesIO(book), name="checklist.XLSX")


def refused(book: bytes) -> list[str]:
    with pytest.raises(WorkbookRefused) as refusal:
        imported(book)
    return list(map(str, refusal.value.faults))


def exported(data: dict[str, Any]) -> bytes:
    """The workbook of a checklist that then disappears again."""
    draft = import_checklist(by=editor(), data=data)
    book = checklist_workbook(draft)
    draft.delete()
    Template.objects.all().delete()
    return book


def test_every_default_checklist_comes_back_with_the_same_cells(tmp_path: Path) -> None:
    call_command("load_checklists", verbosity=0)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"

    for template in Template.objects.all():
        call_command("export_template", template.key, output=first, verbosity=0)
        before = checklist_json(template.versions.get())
        call_command("import_template", first, verbosity=0)
        call_command("export_template", template.key, output=second, verbosity=0)

        assert cells(second.read_bytes()) == cells(first.read_bytes())
        assert checklist_json(template.versions.get(number=2)) == before


@given(checklists())
def test_any_checklist_comes_back_the_same_from_its_sheets(data: dict[str, Any]) -> None:
    sheets = checklist_sheets(data)

    read = read_checklist([GivenSheet(s.name, [(1, s.columns), *enumerate(s.rows, start=3)]) for s in sheets])

    assert read.faults == ()
    assert checklist_sheets(read.data) == sheets
    assert canonical(read.data) == canonical(data)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(checklists())
def test_any_checklist_comes_back_the_same_from_the_file(data: dict[str, Any]) -> None:
    first = exported(data)

    draft = imported(first)

    assert cells(checklist_workbook(draft)) == cells(first)
    draft.delete()
    Template.objects.all().delete()
