"""A provider in a project, and the assessments that speak for it there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selection.models.project import Project


class CandidacyState(models.TextChoices):
    """Whether the provider is still compared."""

    ACTIVE = "active", _("Compared")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Candidacy(models.Model):
    """One provider, considered for one project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="candidacies")
    provider = models.ForeignKey(
        "providers.Provider",
        on_delete=models.PROTECT,
        related_name="candidacies",
        verbose_name=_("provider"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CandidacyState.choices, default=CandidacyState.ACTIVE
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "provider"], name="selection_provider_once_a_project"),
            models.CheckConstraint(
                condition=Q(state__in=CandidacyState.values), name="selection_candidacy_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} · {self.project}"


class CandidacyAssessment(models.Model):
    """Which assessment serves which checklist for this candidate; one opened elsewhere may serve again."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="assessments")
    template = models.ForeignKey(
        "assessments.Template", on_delete=models.PROTECT, related_name="candidacy_assessments"
    )
    assessment = models.ForeignKey(
        "assessments.Assessment", on_delete=models.PROTECT, related_name="candidacy_assessments"
    )
    is_reused = models.BooleanField(_("opened elsewhere"), default=False)

    class Meta:
        verbose_name = _("assessment of a candidate")
        verbose_name_plural = _("assessments of candidates")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "template"], name="selection_one_assessment_a_checklist"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy} · {self.assessment}"
