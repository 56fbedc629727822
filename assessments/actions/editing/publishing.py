"""Publishes a draft as its editor has read it, with the warnings they have read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.editing.locking import lock_draft
from assessments.actions.publishing import publish_version
from assessments.actions.refusals import Refused
from assessments.domain.fingerprint import questionnaire_digest
from assessments.domain.publishing import Severity, check
from assessments.models import TemplateVersion
from assessments.queries import build_questionnaire
from outsourcing.actors import Actor


class Unread(Refused):
    """The draft is not what its editor has read: changed meanwhile, or with warnings nobody confirmed."""


@transaction.atomic
def publish_draft(
    *, by: Actor, version: TemplateVersion, seen: str, warnings_read: bool, now: datetime
) -> TemplateVersion:
    """Publish the draft whose digest the editor saw; raises Unread, VersionNotPublishable or Refused."""
    draft = lock_draft(version)
    questionnaire = build_questionnaire(draft.pk)
    if questionnaire_digest(questionnaire) != seen:
        text = _("The draft was changed meanwhile, so nothing was published. Look at it once more.")
        raise Unread("version", "changed", text)
    found = {problem.severity for problem in check(questionnaire)}
    if found == {Severity.WARNING} and not warnings_read:
        text = _("There are warnings. Tick that you have read them, or change the questions they name.")
        raise Unread("warnings", "warnings_unread", text)
    return publish_version(by=by, version=draft, now=now)
