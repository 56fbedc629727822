"""A checklist's version about a subject."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.subject import Subject
from assessments.models.template import TemplateVersion


class AssessmentState(models.TextChoices):
    """Where an assessment stands."""

    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Submitted")
    CANCELLED = "cancelled", _("Cancelled")


class Assessment(models.Model):
    """What is asked about whom; `input_version` rises with everything that may move its score."""

    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="assessments")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="assessments")
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=10, choices=AssessmentState.choices, default=AssessmentState.OPEN
    )
    reference_date = models.DateField(_("ages are counted to"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    sealed_until_opened = models.BooleanField(_("prices are sealed"), default=False)
    input_version = models.PositiveBigIntegerField(_("version of the input"), default=1)
    created_at = models.DateTimeField(_("opened"))
    created_by_kind = models.CharField(_("kind of actor"), max_length=10)
    created_by_id = models.CharField(_("actor"), max_length=40)
    created_by_name = models.CharField(_("opened by"), max_length=200)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_reason = models.TextField(_("why it was cancelled"), blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "submitted"], cancelled_reason="", cancelled_at__isnull=True)
                | Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancelled_reason=""),
                name="assessments_assessment_state_consistent",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="assessments_due")]

    def __str__(self) -> str:
        return self.title
