"""The tables of checklists, assessments, answers and scores."""

from assessments.models.answer import Answer, AnswerRevision, AnswerState
from assessments.models.assessment import Assessment, AssessmentState, CoveredError, ReviewState
from assessments.models.clarification import Clarification, ClarificationState
from assessments.models.comparison import Comparison
from assessments.models.evidence import (
    Document,
    Evidence,
    EvidenceSource,
    GradeConfidence,
    Grading,
)
from assessments.models.feed import CalendarFeed
from assessments.models.grant import Capability, Grant
from assessments.models.notice import Notice, NoticeKind
from assessments.models.panel import ConflictDecision, Declaration, SettingAside
from assessments.models.portal import LONGEST_COMMENT, Asking, Release, ReleaseComment
from assessments.models.preparation import (
    DOER_LABELS,
    OCCASION_LABELS,
    PREPARATION_LABELS,
    STAGE_LABELS,
    Preparation,
    PreparationRule,
    Preparedness,
)
from assessments.models.question import Envelope, Question, Section
from assessments.models.reminder import ReminderLetter, ReminderSent
from assessments.models.removal import Removal, RemovedPart
from assessments.models.report import Report
from assessments.models.response import Admission, Reopening, Response, ResponseState
from assessments.models.review import Outcome, ReturnReason, ReviewDecision
from assessments.models.scorecard import Purpose, Scorecard
from assessments.models.series import ReviewCycle, ReviewSeries, SeriesState
from assessments.models.subject import Subject, SubjectKind
from assessments.models.template import (
    FrozenVersionError,
    Template,
    TemplatePurpose,
    TemplateVersion,
    VersionState,
)
from assessments.models.thread import Comment, Thread

__all__ = [
    "DOER_LABELS",
    "LONGEST_COMMENT",
    "OCCASION_LABELS",
    "PREPARATION_LABELS",
    "STAGE_LABELS",
    "Admission",
    "Answer",
    "AnswerRevision",
    "AnswerState",
    "Asking",
    "Assessment",
    "AssessmentState",
    "CalendarFeed",
    "Capability",
    "Clarification",
    "ClarificationState",
    "Comment",
    "Comparison",
    "ConflictDecision",
    "CoveredError",
    "Declaration",
    "Document",
    "Envelope",
    "Evidence",
    "EvidenceSource",
    "FrozenVersionError",
    "GradeConfidence",
    "Grading",
    "Grant",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Preparation",
    "PreparationRule",
    "Preparedness",
    "Purpose",
    "Question",
    "Release",
    "ReleaseComment",
    "ReminderLetter",
    "ReminderSent",
    "Removal",
    "RemovedPart",
    "Reopening",
    "Report",
    "Response",
    "ResponseState",
    "ReturnReason",
    "ReviewCycle",
    "ReviewDecision",
    "ReviewSeries",
    "ReviewState",
    "Scorecard",
    "Section",
    "SeriesState",
    "SettingAside",
    "Subject",
    "SubjectKind",
    "Template",
    "TemplatePurpose",
    "TemplateVersion",
    "Thread",
    "VersionState",
]
