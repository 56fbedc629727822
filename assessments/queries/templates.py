"""Reads of checklists and their versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from assessments.models import Assessment, AssessmentState, Template, TemplateVersion, VersionState
from outsourcing.actors import Actor, Permission


@dataclass(frozen=True, slots=True)
class VersionUse:
    """A version, how many assessments it serves, and how many of them are still open."""

    version: TemplateVersion
    used: int
    still_open: int


def visible_templates(actor: Actor) -> QuerySet[Template]:
    """The checklists this actor may read, in their order, with their versions, newest first."""
    templates = Template.objects.order_by("position", "name")
    if not actor.may(Permission.READ_TEMPLATES):
        return templates.none()
    return templates.prefetch_related(
        Prefetch("versions", queryset=TemplateVersion.objects.order_by("-number"))
    )


def visible_versions(actor: Actor) -> QuerySet[TemplateVersion]:
    """The versions this actor may read, with their checklists."""
    versions = TemplateVersion.objects.select_related("template").order_by("template__position", "-number")
    return versions if actor.may(Permission.READ_TEMPLATES) else versions.none()


def current_versions(actor: Actor) -> Mapping[str, TemplateVersion]:
    """The version in use of each checklist, by the checklist's key, in the order of the checklists."""
    published = visible_versions(actor).filter(state=VersionState.PUBLISHED)
    return {version.template.key: version for version in published.order_by("template__position", "number")}


def versions_with_use(actor: Actor) -> Sequence[VersionUse]:
    """The versions in use or being drafted, with how often they serve; for those who look after them."""
    if not actor.may(Permission.MANAGE_TEMPLATES):
        return ()
    versions = list(visible_versions(actor).exclude(state=VersionState.RETIRED))
    live = Assessment.objects.filter(version__in=versions).exclude(state=AssessmentState.CANCELLED)
    waiting = Count("pk", filter=Q(state=AssessmentState.OPEN))
    counted = live.order_by().values("version").annotate(used=Count("pk"), still_open=waiting)
    uses = {row["version"]: (row["used"], row["still_open"]) for row in counted}
    return [VersionUse(version, *uses.get(version.pk, (0, 0))) for version in versions]
