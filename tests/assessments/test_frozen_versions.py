"""A published version never changes: the models refuse, and so does the database when it is asked in SQL."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.actions import VersionNotPublishable, publish_version
from assessments.models import FrozenVersionError, Question, Section, Template, TemplateVersion, VersionState
from outsourcing.actors import SYSTEM
from tests.assessments.factories import NOW, published

pytestmark = pytest.mark.django_db


def attack(sql: str, *parameters: int) -> None:
    """Run one statement past the models."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE assessments_question SET text = 'Other words' WHERE key = 'pace'",
        "UPDATE assessments_question SET weight = 0 WHERE key = 'pace'",
        "UPDATE assessments_section SET weight = 99 WHERE key = 'recruiting'",
        "DELETE FROM assessments_question WHERE key = 'pace'",
        "DELETE FROM assessments_section WHERE key = 'recruiting'",
        "DELETE FROM assessments_templateversion",
        "UPDATE assessments_templateversion SET digest = 'another'",
        "UPDATE assessments_templateversion SET number = 7",
        "UPDATE assessments_templateversion SET state = 'draft', digest = '', published_at = NULL",
        "UPDATE assessments_templateversion SET published_at = NULL",
        "INSERT INTO assessments_section (version_id, key, title, position, weight, envelope) "
        "SELECT id, 'late', 'Late', 9, 1, 'open' FROM assessments_templateversion",
        "INSERT INTO assessments_question (version_id, section_id, key, position, text, guidance, proof, "
        "weight, format, not_applicable_allowed, sides, aggregation, flags, serves) "
        "SELECT version_id, section_id, 'late', 9, text, guidance, proof, weight, format, "
        "not_applicable_allowed, sides, aggregation, flags, serves FROM assessments_question "
        "WHERE key = 'pace'",
    ],
)
def test_the_database_refuses(sql: str) -> None:
    version = published()
    before = content_of(version)

    with pytest.raises(IntegrityError):
        attack(sql)

    assert content_of(version) == before


def test_a_question_of_a_draft_cannot_be_moved_into_a_published_version() -> None:
    version, draft = published(), draft_of_its_own()
    question = Question.objects.get(version=draft)
    section = Section.objects.filter(version=version).first()
    assert section is not None

    with pytest.raises(IntegrityError):
        attack(
            "UPDATE assessments_question SET version_id = %s, section_id = %s WHERE id = %s",
            version.pk,
            section.pk,
            question.pk,
        )


def test_a_question_lies_in_a_section_of_its_own_version() -> None:
    one, other = draft_of_its_own("one"), draft_of_its_own("other")
    section = Section.objects.get(version=other)

    with pytest.raises(IntegrityError):
        attack("UPDATE assessments_question SET section_id = %s WHERE version_id = %s", section.pk, one.pk)


def test_a_published_version_may_only_retire_and_stays_so() -> None:
    published()

    attack("UPDATE assessments_templateversion SET state = 'retired'")

    with pytest.raises(IntegrityError):
        attack("UPDATE assessments_templateversion SET state = 'published'")
    assert TemplateVersion.objects.get().state == VersionState.RETIRED


def test_the_models_refuse_too() -> None:
    version = published()
    question = Question.objects.select_related("version").get(key="pace")
    section = Section.objects.select_related("version").get(key="leaders")
    new = Section(version=version, key="late", title="Late", position=9, weight=1)
    version.number = 5
    for change in (question.save, question.delete, section.save, section.delete, new.save, version.save):
        assert_frozen(change)
    assert_frozen(version.delete)


def test_the_model_lets_a_published_version_retire() -> None:
    version = published()
    version.state = VersionState.RETIRED

    version.save(update_fields=["state"])

    assert TemplateVersion.objects.get().state == VersionState.RETIRED


def test_a_draft_may_be_changed_and_deleted() -> None:
    draft = draft_of_its_own()
    question = Question.objects.select_related("version").get(version=draft)
    question.text = "Other words"

    question.save()
    draft.delete()

    assert not Question.objects.exists()


def test_a_checklist_has_one_draft_at_most() -> None:
    draft = draft_of_its_own()

    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.create(template=draft.template, number=2)


def test_a_weight_below_zero_is_refused_by_the_database() -> None:
    draft_of_its_own()

    with pytest.raises(IntegrityError):
        attack("UPDATE assessments_question SET weight = -1")
    with pytest.raises(IntegrityError):
        attack("UPDATE assessments_section SET weight = -1")


def test_publishing_refuses_a_version_with_problems_and_says_where() -> None:
    draft = draft_of_its_own()
    Question.objects.update(weight=0)

    with pytest.raises(VersionNotPublishable, match="Nothing counts"):
        publish_version(by=SYSTEM, version=draft, now=NOW)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_publishing_retires_the_version_before() -> None:
    old = published(key="people")
    draft = draft_of_its_own(template=old.template, number=2)

    new = publish_version(by=SYSTEM, version=draft, now=NOW)

    old.refresh_from_db()
    assert (old.state, new.state, new.is_frozen) == (VersionState.RETIRED, VersionState.PUBLISHED, True)
    assert len(new.digest) == 64


def draft_of_its_own(
    key: str = "draft", template: Template | None = None, number: int = 1
) -> TemplateVersion:
    """A draft with one section and one question."""
    template = template or Template.objects.create(key=key, name=key, purpose="provider_fit")
    version = TemplateVersion.objects.create(template=template, number=number)
    section = Section.objects.create(version=version, key="only", title="Only", position=1, weight=1)
    Question.objects.create(
        version=version,
        section=section,
        key="pace",
        position=1,
        text="How is pace?",
        weight=1,
        format={"type": "scale", "levels": 5},
        sides=["evaluator"],
    )
    return version


def content_of(version: TemplateVersion) -> list[object]:
    """Everything that shall not change."""
    return [
        *TemplateVersion.objects.filter(pk=version.pk).values_list(),
        *Section.objects.filter(version=version).order_by("pk").values_list(),
        *[str(row) for row in Question.objects.filter(version=version).order_by("pk").values_list()],
    ]


def assert_frozen(change: Callable[[], object]) -> None:
    """The model itself says no."""
    with pytest.raises(FrozenVersionError):
        change()
