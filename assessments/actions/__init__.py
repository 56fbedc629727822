"""Writes of checklists, assessments and answers."""

from assessments.actions.answering import clear_answer, record_measurement, save_answer
from assessments.actions.checklists import Loaded, Outcome, load_checklist
from assessments.actions.granting import grant, revoke
from assessments.actions.opening import add_response, cancel_assessment, open_assessment
from assessments.actions.publishing import publish_version
from assessments.actions.refusals import (
    AnswerConflict,
    AnswerRefused,
    Refused,
    ResponseClosed,
    VersionNotPublishable,
)
from assessments.actions.scoring import store_scores
from assessments.actions.subjects import ourselves, subject_of_provider
from assessments.actions.submitting import reopen_response, submit_response
from assessments.actions.writing import SavedAnswer

__all__ = [
    "AnswerConflict",
    "AnswerRefused",
    "Loaded",
    "Outcome",
    "Refused",
    "ResponseClosed",
    "SavedAnswer",
    "VersionNotPublishable",
    "add_response",
    "cancel_assessment",
    "clear_answer",
    "grant",
    "load_checklist",
    "open_assessment",
    "ourselves",
    "publish_version",
    "record_measurement",
    "reopen_response",
    "revoke",
    "save_answer",
    "store_scores",
    "subject_of_provider",
    "submit_response",
]
