"""Writes of checklists, assessments and answers."""

from assessments.actions.answering import clear_answer, record_measurement, save_answer
from assessments.actions.checklists import Loaded, Outcome, load_checklist
from assessments.actions.granting import grant, revoke
from assessments.actions.opening import add_response, cancel_assessment, open_assessment
from assessments.actions.panels import (
    Reminded,
    ask_evaluator,
    decide_conflict,
    declare_interest,
    finish_consensus,
    hide_names,
    open_consensus,
    open_names,
    remind_evaluators,
    set_evaluator_aside,
    settle,
)
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
    "Reminded",
    "ResponseClosed",
    "SavedAnswer",
    "VersionNotPublishable",
    "add_response",
    "ask_evaluator",
    "cancel_assessment",
    "clear_answer",
    "decide_conflict",
    "declare_interest",
    "finish_consensus",
    "grant",
    "hide_names",
    "load_checklist",
    "open_assessment",
    "open_consensus",
    "open_names",
    "ourselves",
    "publish_version",
    "record_measurement",
    "remind_evaluators",
    "reopen_response",
    "revoke",
    "save_answer",
    "set_evaluator_aside",
    "settle",
    "store_scores",
    "subject_of_provider",
    "submit_response",
]
