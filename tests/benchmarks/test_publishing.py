"""Publishing a checklist of 300 questions takes less than a second."""

from time import perf_counter

import pytest
from django.db import transaction

from assessments.actions.editing import publish_draft
from assessments.domain.fingerprint import questionnaire_digest
from assessments.queries import build_questionnaire
from tests.assessments.editor.drafts import draft, editor
from tests.assessments.factories import NOW, question, section
from tests.benchmarks.meter import milliseconds, note

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("database")]


def test_publishing_300_questions() -> None:
    with transaction.atomic():
        sections = [section(f"s{n}", *(question(f"q{n}-{m}") for m in range(30))) for n in range(10)]
        of = draft(*sections)
        seen = questionnaire_digest(build_questionnaire(of.pk))

        begun = perf_counter()
        publish_draft(by=editor(), version=of, seen=seen, warnings_read=True, now=NOW)
        took = perf_counter() - begun
        transaction.set_rollback(True)

    note("publishing a checklist of 300 questions", milliseconds(took), budget="1 s")
    assert took < 1
