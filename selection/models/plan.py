"""What attrition means for the team that a provider would assign."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from providers.models import RosterAnalysis
from selection.models.candidacy import Candidacy

LONGEST = 120


class TeamPlan(models.Model):
    """A team, a duration and the assumptions; the figures follow from them and from one analysis of a roster.

    `team` lists role, function and months of tenure; `assumptions` hold each figure with its source and year;
    `footing` is how well attrition was proven when it was saved, and what was claimed; without an analysis
    there was a claim only. `headline` is what other pages show of the figures without computing them.
    """

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="team_plans")
    analysis = models.ForeignKey(
        RosterAnalysis, models.PROTECT, related_name="team_plans", null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=120)
    months = models.PositiveSmallIntegerField(_("months"))
    begins = models.DateField(_("the team begins"), null=True, blank=True)
    team = models.JSONField(_("team"))
    assumptions = models.JSONField(_("assumptions"))
    footing = models.JSONField(_("footing"), default=dict, blank=True)
    headline = models.JSONField(_("headline"), default=dict, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    row_version = models.PositiveIntegerField(_("version of the row"), default=1)
    saved_at = models.DateTimeField(_("saved"))
    saved_by_kind = models.CharField(_("kind of actor"), max_length=10)
    saved_by_id = models.CharField(_("actor"), max_length=40)
    saved_by_name = models.CharField(_("saved by"), max_length=200)

    class Meta:
        verbose_name = _("team plan")
        verbose_name_plural = _("team plans")
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=LONGEST), name="selection_plan_lasts_some_months"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="selection_plan_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class TeamPlanVersion(models.Model):
    """A plan as it was saved once; `contents` is all that was typed, and what it stood on."""

    plan = models.ForeignKey(TeamPlan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    contents = models.JSONField(_("contents"))
    saved_at = models.DateTimeField(_("saved"))
    saved_by_kind = models.CharField(_("kind of actor"), max_length=10)
    saved_by_id = models.CharField(_("actor"), max_length=40)
    saved_by_name = models.CharField(_("saved by"), max_length=200)

    class Meta:
        verbose_name = _("version of a team plan")
        verbose_name_plural = _("versions of team plans")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="selection_plan_versions_count"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.number}"
