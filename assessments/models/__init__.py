"""The tables of checklists, assessments, answers and scores."""

from assessments.models.answer import Answer, AnswerRevision, AnswerState
from assessments.models.assessment import Assessment, AssessmentState
from assessments.models.grant import Capability, Grant
from assessments.models.question import Envelope, Question, Section
from assessments.models.removal import Removal, RemovedPart
from assessments.models.response import Reopening, Response, ResponseState
from assessments.models.scorecard import Purpose, Scorecard
from assessments.models.subject import Subject, SubjectKind
from assessments.models.template import (
    FrozenVersionError,
    Template,
    TemplatePurpose,
    TemplateVersion,
    VersionState,
)

__all__ = [
    "Answer",
    "AnswerRevision",
    "AnswerState",
    "Assessment",
    "AssessmentState",
    "Capability",
    "Envelope",
    "FrozenVersionError",
    "Grant",
    "Purpose",
    "Question",
    "Removal",
    "RemovedPart",
    "Reopening",
    "Response",
    "ResponseState",
    "Scorecard",
    "Section",
    "Subject",
    "SubjectKind",
    "Template",
    "TemplatePurpose",
    "TemplateVersion",
    "VersionState",
]
