"""The ranking as it was computed, with everything it was computed from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selection.models.project import Project


class Standing(models.Model):
    """One computed ranking; a new one replaces it only when the inputs differ, and the old one is kept."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="standings")
    is_current = models.BooleanField(_("current"), default=True)
    rows = models.JSONField(_("rows"))
    inputs = models.JSONField(_("canonical inputs"))
    inputs_digest = models.CharField(_("digest of the inputs"), max_length=64)
    engine_version = models.CharField(_("engine version"), max_length=40)
    project_input_version = models.PositiveBigIntegerField(_("input version of the project"))
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_current=True),
                name="selection_one_current_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.inputs_digest[:8]}"
