"""Two admins who import one checklist at the same moment: one draft, and a clear refusal."""

from io import BytesIO

import pytest

from assessments.exports.checklist import checklist_workbook
from assessments.forms.editor.checklist_file import import_file
from assessments.models import Question, Template, TemplateVersion
from outsourcing.workbooks.faults import WorkbookRefused
from tests.assessments import factories
from tests.assessments.editor.drafts import editor
from tests.assessments.factories import question, section
from tests.assessments.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("known", [True, False])
def test_one_draft_comes_of_two_imports_at_once(known: bool) -> None:
    version = factories.published(section("s", question("one"), question("two")), key="people")
    book = checklist_workbook(version)
    if not known:
        Template.objects.filter(key="people").update(key="other")

    outcomes = at_once(*[lambda: import_file(by=editor(), file=BytesIO(book), name="people.xlsx")] * 3)

    refused = [each for each in outcomes if isinstance(each, WorkbookRefused)]
    assert len(refused) == 2, outcomes
    assert all("has a draft already" in str(each) for each in refused)
    assert TemplateVersion.objects.filter(template__key="people", state="draft").count() == 1
    assert Question.objects.filter(version__state="draft").count() == 2
