"""The checklists a project weighs, in the version that is asked now."""

from collections.abc import Iterable, Mapping

from assessments.models import TemplateVersion, VersionState


def newest_versions(template_ids: Iterable[int]) -> Mapping[int, TemplateVersion]:
    """By checklist, its newest published version; one that was never published has none."""
    published = TemplateVersion.objects.filter(
        template_id__in=list(template_ids), state=VersionState.PUBLISHED
    ).select_related("template")
    return {version.template_id: version for version in published.order_by("number")}
