"""Writes of drafts of checklists."""

from assessments.actions.editing.arranging import move_question, move_section
from assessments.actions.editing.content import EditConflict
from assessments.actions.editing.drafts import (
    ChecklistFacts,
    begin_draft,
    change_checklist,
    create_checklist,
    discard_draft,
    retire_version,
)
from assessments.actions.editing.importing import import_checklist
from assessments.actions.editing.intake import FileRefused, PartFault, intake_faults
from assessments.actions.editing.publishing import Unread, publish_draft
from assessments.actions.editing.questions import add_question, duplicate_question, save_question
from assessments.actions.editing.removing import remove_question, remove_section, restore_removal
from assessments.actions.editing.sections import Weights, add_section, save_section, save_weights

__all__ = [
    "ChecklistFacts",
    "EditConflict",
    "FileRefused",
    "PartFault",
    "Unread",
    "Weights",
    "add_question",
    "add_section",
    "begin_draft",
    "change_checklist",
    "create_checklist",
    "discard_draft",
    "duplicate_question",
    "import_checklist",
    "intake_faults",
    "move_question",
    "move_section",
    "publish_draft",
    "remove_question",
    "remove_section",
    "restore_removal",
    "retire_version",
    "save_question",
    "save_section",
    "save_weights",
]
