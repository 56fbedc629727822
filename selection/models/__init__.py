"""The tables of projects, their candidates and their standings."""

from selection.models.candidacy import Candidacy, CandidacyAssessment, CandidacyState
from selection.models.member import MemberRole, ProjectMember
from selection.models.plan import TeamPlan, TeamPlanVersion
from selection.models.project import Project, ProjectState
from selection.models.rules import KnockoutSwitch, ProjectWeight
from selection.models.standing import Standing

__all__ = [
    "Candidacy",
    "CandidacyAssessment",
    "CandidacyState",
    "KnockoutSwitch",
    "MemberRole",
    "Project",
    "ProjectMember",
    "ProjectState",
    "ProjectWeight",
    "Standing",
    "TeamPlan",
    "TeamPlanVersion",
]
