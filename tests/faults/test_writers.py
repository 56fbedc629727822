"""Eight processes write to one database as fast as they can, and none is locked out."""

import json
import os
import subprocess
from collections import Counter

import pytest

from assessments.models import Answer, AnswerRevision, Assessment
from outsourcing.audit.models import AuditEvent
from outsourcing.launch.places import PYTHON, ROOT
from tests.faults.conftest import Note
from tests.faults.world import Form, forms, lead
from tests.services.worker import database_url

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

WRITERS = 8
SAVES = 100
QUESTIONS = 10


def test_eight_writers_lose_nothing(note: Note) -> None:
    filled = forms(lead(), WRITERS, QUESTIONS)

    writers = [_start(form) for form in filled]
    outcomes: Counter[str] = Counter()
    for writer in writers:
        said, _errors = writer.communicate(timeout=300)
        outcomes.update(json.loads(said))

    assert outcomes == {"saved": WRITERS * SAVES}
    assert Answer.objects.filter(row_version=SAVES // QUESTIONS).count() == WRITERS * QUESTIONS
    assert AnswerRevision.objects.count() == WRITERS * SAVES
    assert AuditEvent.objects.filter(action="answer.saved").count() == WRITERS * SAVES
    assert set(Assessment.objects.values_list("input_version", flat=True)) == {1 + SAVES}
    note("8 writers", saves=outcomes["saved"], lock_errors=0, lost=0)


def _start(form: Form) -> subprocess.Popen[str]:
    write = f"from tests.faults.writer import write; write({form.response}, {list(form.keys)}, {SAVES})"
    return subprocess.Popen(
        [PYTHON, "manage.py", "shell", "--verbosity", "0", "--command", write],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "outsourcing.settings.test",
            "DATABASE_URL": database_url(),
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
        text=True,
    )
