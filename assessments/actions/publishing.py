"""Publishes a version: from then on it never changes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.refusals import Refused, VersionNotPublishable
from assessments.domain.fingerprint import questionnaire_digest
from assessments.domain.publishing import Severity, check
from assessments.models import TemplateVersion, VersionState
from assessments.queries import build_questionnaire
from outsourcing.actors import Actor
from outsourcing.audit.actions import record


@transaction.atomic
def publish_version(
    *, by: Actor, version: TemplateVersion, now: datetime, source_digest: str = ""
) -> TemplateVersion:
    """Freeze a draft and put it in the place of the version in use; running assessments keep theirs."""
    draft = TemplateVersion.objects.select_for_update().get(pk=version.pk)
    if draft.state != VersionState.DRAFT:
        raise Refused("version", "not_a_draft", _("This version is published already."))
    questionnaire = build_questionnaire(draft.pk)
    errors = [problem for problem in check(questionnaire) if problem.severity is Severity.ERROR]
    if errors:
        raise VersionNotPublishable(errors)
    older = TemplateVersion.objects.filter(template=draft.template_id, state=VersionState.PUBLISHED)
    older.update(state=VersionState.RETIRED)
    draft.state, draft.published_at = VersionState.PUBLISHED, now
    draft.digest, draft.source_digest = questionnaire_digest(questionnaire), source_digest
    draft.save()
    record(by=by, action="version.published", on=draft, digest={"sha256": draft.digest})
    return draft
