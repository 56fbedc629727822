"""Adds, changes and duplicates the questions of a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.editing.arranging import next_place
from assessments.actions.editing.content import merged_or_conflict, question_content
from assessments.actions.editing.drafts import free_key
from assessments.actions.editing.locking import lock_draft, question_in, section_in
from assessments.actions.refusals import Refused
from assessments.domain.outline import Content
from assessments.models import Question, Section, TemplateVersion
from assessments.queries.drafts import content_of
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

MOST_QUESTIONS = 1_000
FIRST_FORMAT = {"type": "scale", "levels": 5}


@transaction.atomic
def add_question(
    *, by: Actor, version: TemplateVersion, section_key: str, content: Content | None = None, key: str = ""
) -> Question:
    """Add a question at the end of a section: a new scale, or what is given."""
    draft = lock_draft(version)
    section = section_in(draft, section_key)
    return _add(by, draft, section, content or _blank(), key)


@transaction.atomic
def duplicate_question(*, by: Actor, version: TemplateVersion, key: str) -> Question:
    """Add a copy of a question at the end of its section."""
    draft = lock_draft(version)
    original = question_in(draft, key)
    content = content_of(original)
    content["text"] = _("%(text)s (copy)") % {"text": original.text[:1900]}
    return _add(by, draft, original.section, content, "")


@transaction.atomic
def save_question(
    *,
    by: Actor,
    version: TemplateVersion,
    key: str,
    content: Content,
    base: Content | None,
    overrule: bool = False,
) -> Question:
    """Change a question; what another editor changed since `base` is kept too.

    Raises EditConflict where both changed the same field, unless this wording shall overrule the other;
    Refused where it cannot be kept.
    """
    draft = lock_draft(version)
    question = question_in(draft, key)
    present = content_of(question)
    wanted = question_content(key, content)
    merged = question_content(key, merged_or_conflict(base, wanted, present, overrule=overrule))
    if merged == present:
        return question
    for field, value in merged.items():
        setattr(question, field, value)
    question.save()
    record(by=by, action="draft.question_changed", on=draft, digest={"question": key})
    return question


def _add(by: Actor, draft: TemplateVersion, section: Section, content: Content, key: str) -> Question:
    taken = set(Question.objects.filter(version=draft).values_list("key", flat=True))
    if len(taken) >= MOST_QUESTIONS:
        text = _("A checklist holds %(most)d questions at most.") % {"most": MOST_QUESTIONS}
        raise Refused("question", "too_many", text)
    key = _key_for(section.key, draft, taken, key)
    section.version = draft
    question = Question.objects.create(
        version=draft,
        section=section,
        key=key,
        position=next_place(section),
        **question_content(key, content),
    )
    record(by=by, action="draft.question_added", on=draft, digest={"question": key})
    return question


def _key_for(stem: str, draft: TemplateVersion, taken: set[str], wanted: str) -> str:
    if wanted:
        return free_key(wanted[:50], taken)
    # A key that an earlier version used for another question would give it that question's answers.
    earlier = Question.objects.filter(version__template=draft.template_id, key__startswith=stem[:50])
    return free_key(f"{stem[:45]}-1", taken | set(earlier.values_list("key", flat=True)))


def _blank() -> Content:
    return {
        "text": _("New question"),
        "guidance": "",
        "proof": "",
        "weight": 1,
        "format": FIRST_FORMAT,
        "knockout": None,
        "condition": None,
        "not_applicable_allowed": True,
        "sides": ["evaluator"],
        "aggregation": "mean",
        "flags": [],
        "serves": [],
    }
