"""The stored result of scoring an assessment, with the inputs it was computed from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.domain.results import Status
from assessments.models.assessment import Assessment
from assessments.models.template import TemplateVersion


class Purpose(models.TextChoices):
    """Why a scorecard stands; all but drafts are kept for ever."""

    DRAFT = "draft", _("Draft")
    SUBMISSION = "submission", _("Submission")
    LOCK = "lock", _("Lock")
    DECISION = "decision", _("Decision")


class Scorecard(models.Model):
    """Scores in [0, 1] with their bounds; which inputs, template version and engine gave them."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scorecards")
    template_version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="scorecards")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    is_current = models.BooleanField(_("current"), default=True)
    input_version = models.PositiveBigIntegerField(_("version of the input"))
    low = models.FloatField(_("at least"), null=True)
    high = models.FloatField(_("at most"), null=True)
    observed = models.FloatField(_("so far"), null=True)
    coverage = models.FloatField(_("coverage"))
    # Beside the score, never in it; both empty where nothing was attached as proof.
    confidence = models.FloatField(_("evidence index"), null=True)
    adjusted = models.FloatField(_("adjusted for evidence"), null=True)
    status = models.CharField(
        _("status"), max_length=10, choices=[(str(status), str(status)) for status in Status]
    )
    result = models.JSONField(_("result"))
    inputs = models.JSONField(_("inputs"), null=True)
    inputs_digest = models.CharField(_("digest of the inputs"), max_length=64)
    engine_version = models.CharField(_("version of the engine"), max_length=20)
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ["assessment", "-computed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(is_current=True), name="assessments_one_current_scorecard"
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(purpose="draft"), name="assessments_one_draft_scorecard"
            ),
            models.CheckConstraint(
                condition=Q(purpose="draft") | Q(purpose__in=Purpose.values, inputs__isnull=False),
                name="assessments_kept_scorecard_has_inputs",
            ),
            models.CheckConstraint(
                condition=Q(coverage__gte=0, coverage__lte=1.000001), name="assessments_coverage_is_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.input_version}"
