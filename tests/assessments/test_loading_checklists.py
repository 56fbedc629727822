"""Loading the default checklists: all of them, twice without harm, and never over local changes."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from assessments.actions import Outcome, load_checklist
from assessments.domain.checklists import checklists_from_json
from assessments.domain.fingerprint import questionnaire_digest
from assessments.management.commands.load_checklists import DEFAULT_FILE
from assessments.models import Question, Section, Template, TemplateVersion, VersionState
from assessments.queries import build_questionnaire, questionnaire_of
from outsourcing.actors import SYSTEM
from tests.assessments.domain.checklist_source import ADDED
from tests.assessments.factories import LATER, NOW, checklist, question, section

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("load_checklists", stdout=out)
    return out.getvalue()


def load(data: dict[str, object]) -> tuple[Outcome, int]:
    loaded = load_checklist(by=SYSTEM, data=data, position=1, now=LATER)
    return loaded.outcome, loaded.version


def test_all_nine_checklists_become_published_versions_and_nothing_is_lost() -> None:
    run()

    assert Template.objects.count() == 9
    assert Question.objects.count() == 122 + len(ADDED)
    assert set(TemplateVersion.objects.values_list("number", "state")) == {(1, VersionState.PUBLISHED)}
    wanted = {one.key: one for one in checklists_from_json(json.loads(DEFAULT_FILE.read_text("utf-8")))}
    for version in TemplateVersion.objects.select_related("template"):
        file = wanted[version.template.key]
        asked = questionnaire_of(version)
        assert asked.questions == file.questionnaire().questions
        assert [part.weight for part in asked.sections] == [part.weight for part in file.sections]
        proofs = Question.objects.filter(version=version).order_by("section__position", "position")
        assert list(proofs.values_list("proof", flat=True)) == [item.proof for item in file.questions]


def test_a_second_run_changes_nothing_and_says_so() -> None:
    first = run()
    before = list(TemplateVersion.objects.order_by("pk").values_list())

    second = run()

    assert first.count("added (version 1)") == 9
    assert second.count("unchanged (version 1)") == 9
    assert list(TemplateVersion.objects.order_by("pk").values_list()) == before


def test_a_changed_file_becomes_a_new_version_and_the_old_one_retires() -> None:
    load(checklist())

    outcome = load(checklist(section("new", question("pace", weight=2))))

    assert outcome == (Outcome.NEW_VERSION, 2)
    states = TemplateVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, VersionState.RETIRED), (2, VersionState.PUBLISHED)]


def test_what_was_edited_here_is_left_alone() -> None:
    load(checklist())
    draft = TemplateVersion.objects.create(template=Template.objects.get(), number=2)
    Section.objects.create(version=draft, key="ours", title="Ours", position=1, weight=1)

    outcome = load(checklist(section("new", question("pace"))))

    assert outcome == (Outcome.LEFT_ALONE, 2)
    assert TemplateVersion.objects.count() == 2


def test_a_fault_in_the_file_leaves_everything_as_it_was(tmp_path: Path) -> None:
    good = checklist(key="good")
    bad = checklist(section("bad", question("pace", {"type": "scale", "levels": 1})), key="bad")
    file = tmp_path / "checklists.json"
    file.write_text(json.dumps({"templates": [good, bad]}), encoding="utf-8")

    with pytest.raises(ValueError, match="2 to 11 levels"):
        call_command("load_checklists", file=file)

    assert not Template.objects.exists()


def test_a_published_questionnaire_is_built_once_and_carries_its_digest(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load(checklist(key=f"cached-{NOW.timestamp()}"))
    version = TemplateVersion.objects.get()
    first = questionnaire_of(version)

    with django_assert_num_queries(0):
        again = questionnaire_of(version)

    assert again is first
    assert first.digest == version.digest == questionnaire_digest(build_questionnaire(version.pk))
    with django_assert_num_queries(3):
        build_questionnaire(version.pk)
