"""A report that somebody asked for: made by a worker, kept for a day, fetched by who asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class Report(models.Model):
    """An assessment as a PDF, as its asker may read it; `file_key` is empty until it is made."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="reports")
    actor_kind = models.CharField(_("kind of actor"), max_length=10)
    actor_id = models.CharField(_("actor"), max_length=40)
    actor_name = models.CharField(_("asked by"), max_length=200)
    asked_at = models.DateTimeField(_("asked"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    file_key = models.CharField(_("key of the file"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["actor_kind", "actor_id"], name="assessments_reports_of_actor")]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.pk}"
