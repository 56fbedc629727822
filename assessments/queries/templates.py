"""Reads of checklists and their versions."""

from collections.abc import Mapping

from django.db.models import Count, Prefetch, Q, QuerySet

from assessments.models import AssessmentState, Template, TemplateVersion, VersionState
from outsourcing.actors import Actor, Permission


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


def versions_with_use(actor: Actor) -> QuerySet[TemplateVersion]:
    """The versions in use or being drafted, with how often they serve; for those who look after them."""
    versions = visible_versions(actor).exclude(state=VersionState.RETIRED)
    if not actor.may(Permission.MANAGE_TEMPLATES):
        return versions.none()
    live = ~Q(assessments__state=AssessmentState.CANCELLED)
    return versions.annotate(
        used=Count("assessments", filter=live),
        still_open=Count("assessments", filter=Q(assessments__state=AssessmentState.OPEN)),
    )
