"""Hands the assessments of a project to the people who work on it."""

from collections.abc import Iterable

from assessments.actions import grant
from assessments.models import Assessment, Capability
from outsourcing.actors import Actor, ActorKind
from selection.models import MemberRole, Project, ProjectMember

CAPABILITIES: dict[str, tuple[Capability, ...]] = {
    MemberRole.LEAD: (Capability.MANAGE, Capability.ANSWER),
    MemberRole.EVALUATOR: (Capability.ANSWER,),
    MemberRole.EXECUTIVE: (Capability.READ,),
}
# What was opened elsewhere is answered by those it was opened for.
REUSED = (Capability.READ,)


def hand_to_members(*, by: Actor, project: Project, assessment: Assessment, is_reused: bool = False) -> None:
    """Grant everybody on the project what their role needs of this assessment."""
    for user_id, role in _people(project):
        _hand(by, user_id, role, assessment, is_reused=is_reused)


def hand_all_to_member(*, by: Actor, member: ProjectMember) -> None:
    """Grant somebody new what their role needs of every assessment in the project."""
    for assessment, is_reused in _assessments(member.project):
        _hand(by, member.user_id, member.role, assessment, is_reused=is_reused)


def _people(project: Project) -> Iterable[tuple[int, str]]:
    members = ProjectMember.objects.filter(project=project).exclude(user_id=project.owner_id)
    return [(project.owner_id, MemberRole.LEAD), *members.values_list("user_id", "role")]


def _assessments(project: Project) -> Iterable[tuple[Assessment, bool]]:
    pinned = Assessment.objects.filter(candidacy_assessments__candidacy__project=project)
    reused = set(pinned.filter(candidacy_assessments__is_reused=True).values_list("pk", flat=True))
    found = [(assessment, assessment.pk in reused) for assessment in pinned.distinct()]
    return [*found, (project.readiness, False)] if project.readiness else found


def _hand(by: Actor, user_id: int, role: str, assessment: Assessment, *, is_reused: bool) -> None:
    for capability in REUSED if is_reused else CAPABILITIES[role]:
        grant(by=by, to_kind=ActorKind.USER, to_id=str(user_id), assessment=assessment, capability=capability)
