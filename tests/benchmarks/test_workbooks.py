"""A checklist of 300 questions is read from its workbook and imported within two seconds."""

from io import BytesIO

import pytest
from django.db import transaction

from assessments.actions.editing import import_checklist
from assessments.exports.checklist import checklist_workbook
from assessments.forms.editor.checklist_file import import_file
from assessments.models import Template
from assessments.queries.exporting import checklist_json
from outsourcing.workbooks.reading import read_workbook
from tests.assessments.editor.drafts import draft, editor
from tests.assessments.factories import question, section
from tests.benchmarks.meter import milliseconds, note, once

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("database")]

SCALE = {
    "type": "scale",
    "levels": 5,
    "anchors": [
        {"level": level, "text": f"What level {level} looks like in practice."} for level in range(1, 6)
    ],
}


def test_importing_300_questions() -> None:
    with transaction.atomic():
        sections = [section(f"s{n}", *(question(f"q{n}-{m}", SCALE) for m in range(30))) for n in range(10)]
        of = draft(*sections, key="of-300")
        data, book = checklist_json(of), checklist_workbook(of)
        # The libraries are loaded by the first workbook of a process, not by each.
        read_workbook(BytesIO(book))
        floor = once(lambda: read_workbook(BytesIO(book)))
        Template.objects.filter(key="of-300").update(key="before")
        plain = once(lambda: import_checklist(by=editor(), data=data))
        Template.objects.filter(key="of-300").update(key="from-json")

        cost = once(lambda: import_file(by=editor(), file=BytesIO(book), name="of-300.xlsx"))
        written = once(lambda: checklist_workbook(of))
        transaction.set_rollback(True)

    note(
        "importing a workbook of 300 questions",
        milliseconds(cost.wall),
        budget="2 s",
        floor=f"{milliseconds(floor.wall)} (its cells read), {milliseconds(plain.wall)} (the same as JSON)",
        ratio=cost.wall / (floor.wall + plain.wall),
    )
    note("writing a workbook of 300 questions", milliseconds(written.wall))
    assert cost.processor < 2
