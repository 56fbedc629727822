"""The judgements by pairs from which weights of a draft were proposed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.template import TemplateVersion


class Comparison(models.Model):
    """What was judged of the sections, or of the questions of one section, of a version.

    `judgements` holds [first key, second key, judgement]: from 9 (the first matters extremely more)
    over 1 (both alike) to -9 (the second matters extremely more).
    """

    version = models.ForeignKey(TemplateVersion, models.CASCADE, related_name="comparisons")
    section_key = models.SlugField(_("section; empty for the sections themselves"), max_length=60, blank=True)
    judgements = models.JSONField(_("judgements"), default=list)
    saved_at = models.DateTimeField(_("saved"))
    saved_by_name = models.CharField(_("saved by"), max_length=200)

    class Meta:
        verbose_name = _("comparison by pairs")
        verbose_name_plural = _("comparisons by pairs")
        ordering = ["version", "section_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "section_key"], name="assessments_one_comparison_of_a_part"
            )
        ]

    def __str__(self) -> str:
        return self.section_key
