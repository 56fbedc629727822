"""Drafts: begun beside the published version, copied, edited, put in order, emptied, brought back."""

import pytest

from assessments.actions import Refused
from assessments.actions import editing as actions
from assessments.models import Question, Removal, Section, TemplatePurpose, TemplateVersion, VersionState
from assessments.queries.drafts import outline_of
from outsourcing.audit.models import AuditEvent
from tests.assessments import factories
from tests.assessments.editor.drafts import content, draft, editor, order
from tests.assessments.factories import NOW, question, section

pytestmark = pytest.mark.django_db
FACTS = actions.ChecklistFacts("Exit plan", TemplatePurpose.RELATIONSHIP)


def test_a_draft_is_a_copy_of_the_published_version_beside_it() -> None:
    version = factories.published()

    begun = actions.begin_draft(by=editor(), template=version.template)

    assert (begun.number, begun.state) == (2, VersionState.DRAFT)
    assert outline_of(begun) == outline_of(version)
    version.refresh_from_db()
    assert version.state == VersionState.PUBLISHED


def test_beginning_twice_gives_the_same_draft() -> None:
    begun = draft()

    assert actions.begin_draft(by=editor(), template=begun.template) == begun
    assert AuditEvent.objects.filter(action="draft.begun").count() == 1


def test_a_new_checklist_is_empty_and_its_key_is_free() -> None:
    one = actions.create_checklist(by=editor(), facts=FACTS)
    two = actions.create_checklist(by=editor(), facts=FACTS)

    assert (one.template.key, two.template.key) == ("exit-plan", "exit-plan-2")
    assert outline_of(one).sections == ()


def test_a_copy_has_the_questions_of_the_other() -> None:
    version = factories.published()

    copied = actions.create_checklist(by=editor(), facts=FACTS, outline=outline_of(version))

    assert outline_of(copied) == outline_of(version)
    assert copied.template != version.template


def test_a_discarded_draft_comes_back_as_it_was() -> None:
    begun = draft()
    was = outline_of(begun)

    removal = actions.discard_draft(by=editor(), version=begun, now=NOW)
    assert not TemplateVersion.objects.filter(state=VersionState.DRAFT).exists()
    back = actions.restore_removal(by=editor(), removal=removal)

    assert outline_of(back) == was
    assert actions.restore_removal(by=editor(), removal=removal) == back


def test_a_discarded_draft_does_not_replace_another() -> None:
    begun = draft()
    removal = actions.discard_draft(by=editor(), version=begun, now=NOW)
    actions.begin_draft(by=editor(), template=begun.template)

    with pytest.raises(Refused, match="Another draft"):
        actions.restore_removal(by=editor(), removal=removal)


def test_questions_are_added_duplicated_and_changed() -> None:
    begun = draft()

    added = actions.add_question(by=editor(), version=begun, section_key="leaders")
    copied = actions.duplicate_question(by=editor(), version=begun, key="bench")
    saved = actions.save_question(
        by=editor(), version=begun, key="pace", content=content(begun, "pace", weight=7), base=None
    )

    assert (added.key, added.position) == ("leaders-1", 2)
    assert (copied.text, copied.knockout) == ("How is bench? (copy)", factories.BENCH)
    assert saved.weight == 7


def test_a_new_question_never_takes_the_key_of_an_earlier_one() -> None:
    version = factories.published(section("people", question("people-1"), question("other")))
    begun = actions.begin_draft(by=editor(), template=version.template)
    actions.remove_question(by=editor(), version=begun, key="people-1", now=NOW)

    assert actions.add_question(by=editor(), version=begun, section_key="people").key == "people-1-2"


def test_saving_what_stands_writes_no_event() -> None:
    begun = draft()
    count = AuditEvent.objects.count()

    actions.save_question(by=editor(), version=begun, key="pace", content=content(begun, "pace"), base=None)

    assert AuditEvent.objects.count() == count


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (1, ["c", "a", "b"]),
        (2, ["a", "c", "b"]),
        (3, ["a", "b", "c"]),
        (99, ["a", "b", "c"]),
        (-4, ["c", "a", "b"]),
    ],
)
def test_a_question_moves_within_its_section(place: int, expected: list[str]) -> None:
    begun = draft(section("s", question("a"), question("b"), question("c")))

    actions.move_question(by=editor(), version=begun, key="c", section_key="s", place=place)

    assert [key for _section, key in order(begun)] == expected
    assert list(
        Question.objects.filter(version=begun).order_by("position").values_list("position", flat=True)
    ) == [
        1,
        2,
        3,
    ]


def test_a_question_moves_to_another_section() -> None:
    begun = draft()

    actions.move_question(by=editor(), version=begun, key="pace", section_key="leaders", place=1)

    assert order(begun) == [("recruiting", "bench"), ("leaders", "pace"), ("leaders", "story")]


def test_sections_move_with_their_questions() -> None:
    begun = draft()

    actions.move_section(by=editor(), version=begun, key="leaders", place=1)

    assert [key for _section, key in order(begun)] == ["story", "pace", "bench"]


def test_what_is_removed_comes_back() -> None:
    begun = draft()
    was = outline_of(begun)

    question_gone = actions.remove_question(by=editor(), version=begun, key="pace", now=NOW)
    section_gone = actions.remove_section(by=editor(), version=begun, key="recruiting", now=NOW)
    assert order(begun) == [("leaders", "story")]
    actions.restore_removal(by=editor(), removal=section_gone)
    actions.restore_removal(by=editor(), removal=question_gone)
    actions.restore_removal(by=editor(), removal=question_gone)

    assert outline_of(begun) == was
    assert Removal.objects.filter(restored=True).count() == 2


def test_a_question_does_not_come_back_without_its_section() -> None:
    begun = draft()
    gone = actions.remove_question(by=editor(), version=begun, key="story", now=NOW)
    actions.remove_section(by=editor(), version=begun, key="leaders", now=NOW)

    with pytest.raises(Refused, match="section was removed"):
        actions.restore_removal(by=editor(), removal=gone)


def test_retiring_ends_new_use_only() -> None:
    version = factories.published()

    actions.retire_version(by=editor(), version=version)
    actions.retire_version(by=editor(), version=version)

    version.refresh_from_db()
    assert version.state == VersionState.RETIRED
    assert AuditEvent.objects.filter(action="version.retired").count() == 1


def test_a_draft_cannot_be_retired() -> None:
    with pytest.raises(Refused, match="discarded"):
        actions.retire_version(by=editor(), version=draft())


def test_sections_are_added_and_changed() -> None:
    begun = draft()

    added = actions.add_section(by=editor(), version=begun, title="Leaders")
    kept = {"title": "Chiefs", "weight": 12.5, "minimum": 0.4, "envelope": "open"}
    actions.save_section(by=editor(), version=begun, key=added.key, content=kept, base=None)

    saved = Section.objects.get(version=begun, key="leaders-2")
    assert (saved.title, saved.weight, saved.minimum, saved.position) == ("Chiefs", 12.5, 0.4, 3)
