"""How the trail and the page of owed work speak of assessments."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases
from outsourcing.jobs.names import register_work


def register() -> None:
    """Give each action and each kind of owed work its words."""
    register_work("assessments.score", _("Score of an assessment"))
    register_phrases(
        {
            "version.published": _("published checklist version"),
            "subject.added": _("added the subject"),
            "assessment.opened": _("opened the assessment"),
            "assessment.cancelled": _("cancelled the assessment"),
            "assessment.granted": _("gave access to"),
            "assessment.revoked": _("took back access to"),
            "response.added": _("added the response of"),
            "response.submitted": _("submitted the response of"),
            "response.reopened": _("reopened the response of"),
            "answer.saved": _("saved the answer"),
            "scorecard.kept": _("kept the scorecard"),
        },
    )
