"""Which projects somebody sees, and which they may change."""

from django.db.models import Q, QuerySet

from outsourcing.actors import Actor, ActorKind, Permission
from selection.models import MemberRole, Project


def visible_projects(actor: Actor) -> QuerySet[Project]:
    """The projects this actor owns, works on, or may read as all of them."""
    if actor.may(Permission.READ_ALL_PROJECTS):
        return Project.objects.all()
    if actor.kind is not ActorKind.USER:
        return Project.objects.none()
    return Project.objects.filter(
        Q(owner_id=actor.id) | Q(id__in=Project.objects.filter(members__user_id=actor.id).values("id"))
    )


def changeable_projects(actor: Actor) -> QuerySet[Project]:
    """The projects whose rules and candidates this actor may change: as owner or as a lead on it."""
    if actor.kind is ActorKind.SYSTEM:
        return Project.objects.all()
    if actor.kind is not ActorKind.USER or not actor.may(Permission.CREATE_PROJECTS):
        return Project.objects.none()
    led = Project.objects.filter(members__user_id=actor.id, members__role=MemberRole.LEAD)
    return Project.objects.filter(Q(owner_id=actor.id) | Q(id__in=led.values("id")))


def may_change(actor: Actor, project: Project) -> bool:
    """Whether this project is among those the actor may change."""
    return changeable_projects(actor).filter(pk=project.pk).exists()
