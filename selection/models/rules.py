"""The rules a project agrees on: what weighs how much, and which answers knock out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selection.models.project import Project


class ProjectWeight(models.Model):
    """How much one checklist weighs in this project; raw, normalised when the fit is computed."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="weights")
    template = models.ForeignKey(
        "assessments.Template",
        on_delete=models.PROTECT,
        related_name="project_weights",
        verbose_name=_("checklist"),
    )
    weight = models.FloatField(_("weight"))

    class Meta:
        verbose_name = _("weight")
        verbose_name_plural = _("weights")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "template"], name="selection_weight_once_a_checklist"),
            # The upper bound keeps infinity out as well; NaN fails every comparison.
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1_000_000), name="selection_weight_is_a_quantity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template}: {self.weight:g}"


class KnockoutSwitch(models.Model):
    """Whether an answer that may knock out does so in this project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="switches")
    template = models.ForeignKey(
        "assessments.Template", on_delete=models.PROTECT, related_name="project_switches"
    )
    question_key = models.CharField(_("question"), max_length=64)
    on = models.BooleanField(_("knocks out"), default=False)

    class Meta:
        verbose_name = _("knock-out switch")
        verbose_name_plural = _("knock-out switches")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "template", "question_key"], name="selection_switch_once_a_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_key} · {self.project}"
