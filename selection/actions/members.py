"""Brings people onto a project and takes them off."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.actions import revoke
from assessments.models import Grant
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record
from selection.actions.access import hand_all_to_member
from selection.actions.faults import SelectionError
from selection.actions.opened import require_open
from selection.models import CandidacyAssessment, MemberRole, Project, ProjectMember


@transaction.atomic
def add_member(*, by: Actor, project: Project, user: User, role: MemberRole) -> ProjectMember:
    """Bring somebody on, with the assessments that their role needs."""
    require_open(project.pk)
    if user.pk == project.owner_id:
        raise SelectionError(_("The owner is on the project already."), field="user")
    member, created = ProjectMember.objects.get_or_create(project=project, user=user, defaults={"role": role})
    if not created:
        raise SelectionError(_("This person is on the project already."), field="user")
    hand_all_to_member(by=by, member=member)
    record(by=by, action="project.member_added", on=project, digest={"user": user.pk, "role": str(role)})
    return member


@transaction.atomic
def remove_member(*, by: Actor, member: ProjectMember) -> Project:
    """Take somebody off, and their access to what was opened for this project with it.

    What they have in another project, or on one response of their own, stays.
    """
    project = member.project
    others = Project.objects.filter(Q(members__user=member.user) | Q(owner=member.user))
    elsewhere = _assessments_of(others.exclude(pk=project.pk).values_list("pk", flat=True))
    leaving = _assessments_of([project.pk]) - elsewhere
    held = Grant.objects.filter(
        actor_kind=ActorKind.USER,
        actor_id=str(member.user_id),
        response__isnull=True,
        assessment__in=leaving,
    )
    for given in held.select_related("assessment"):
        revoke(by=by, given=given)
    record(by=by, action="project.member_removed", on=project, digest={"user": member.user_id})
    member.delete()
    return project


def _assessments_of(project_ids: Iterable[int]) -> set[int]:
    projects = list(project_ids)
    pins = CandidacyAssessment.objects.filter(candidacy__project__in=projects)
    ours = Project.objects.filter(pk__in=projects, readiness__isnull=False)
    return {*pins.values_list("assessment_id", flat=True), *ours.values_list("readiness_id", flat=True)}
