"""Reads of checklists, assessments and scores; each takes who asks, and sees only what they may.

`scorecards_for`, `results_for`, `progress_for` and `live_score` take what such a read returned.
"""

from assessments.queries.access import (
    answerable_question,
    answerable_responses,
    asked_responses,
    manageable_assessments,
    readable_answers,
    readable_responses,
    visible_assessments,
    waiting_drafts,
)
from assessments.queries.briefs import ResponseBrief, response_briefs
from assessments.queries.computing import ComputedScore, compute
from assessments.queries.discretion import by_name, hidden_names, title_told, withheld_scores
from assessments.queries.filling import (
    AnswerView,
    FillingPage,
    OtherAnswer,
    QuestionRow,
    SectionRows,
    filling_page,
    page_after_save,
)
from assessments.queries.history import Revision, answer_history
from assessments.queries.inputs import ScoringInput, scoring_input, scoring_inputs
from assessments.queries.lately import Happening, HappeningKind, lately
from assessments.queries.progress import Progress, progress_for
from assessments.queries.questionnaires import build_questionnaire, questionnaire_of, unsealed
from assessments.queries.scorecards import (
    ScorecardSummary,
    live_score,
    results_for,
    scorecards_for,
    scorecards_told,
)
from assessments.queries.templates import (
    VersionUse,
    current_versions,
    versions_with_use,
    visible_templates,
    visible_versions,
)
from assessments.queries.verification import ScoreReport, verify_scores

__all__ = [
    "AnswerView",
    "ComputedScore",
    "FillingPage",
    "Happening",
    "HappeningKind",
    "OtherAnswer",
    "Progress",
    "QuestionRow",
    "ResponseBrief",
    "Revision",
    "ScoreReport",
    "ScorecardSummary",
    "ScoringInput",
    "SectionRows",
    "VersionUse",
    "answer_history",
    "answerable_question",
    "answerable_responses",
    "asked_responses",
    "build_questionnaire",
    "by_name",
    "compute",
    "current_versions",
    "filling_page",
    "hidden_names",
    "lately",
    "live_score",
    "manageable_assessments",
    "page_after_save",
    "progress_for",
    "questionnaire_of",
    "readable_answers",
    "readable_responses",
    "response_briefs",
    "results_for",
    "scorecards_for",
    "scorecards_told",
    "scoring_input",
    "scoring_inputs",
    "title_told",
    "unsealed",
    "verify_scores",
    "versions_with_use",
    "visible_assessments",
    "visible_templates",
    "visible_versions",
    "waiting_drafts",
    "withheld_scores",
]
