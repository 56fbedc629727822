"""What was taken out of a draft, kept so that it can be put back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.template import Template


class RemovedPart(models.TextChoices):
    """What was removed."""

    QUESTION = "question", _("Question")
    SECTION = "section", _("Section")
    DRAFT = "draft", _("Draft")


class Removal(models.Model):
    """A question, a section or a whole draft as it was when somebody removed it."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="removals")
    part = models.CharField(_("part"), max_length=10, choices=RemovedPart.choices)
    title = models.CharField(_("title"), max_length=200)
    content = models.JSONField(_("what it said"))
    removed_at = models.DateTimeField(_("removed"))
    removed_by_name = models.CharField(_("removed by"), max_length=200)
    restored = models.BooleanField(_("put back"), default=False)

    class Meta:
        verbose_name = _("removed part of a draft")
        verbose_name_plural = _("removed parts of drafts")
        ordering = ["-removed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=RemovedPart.values), name="assessments_removal_part_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title
