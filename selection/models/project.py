"""A sourcing project: the need for which a provider is chosen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# The level that fit and own readiness should both reach, until the project agrees on another.
AGREED_LEVEL = 70


class ProjectState(models.TextChoices):
    """Where a project stands."""

    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Comparing")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Closed")


class Project(models.Model):
    """What is needed, who owns the choice, and what both sides must reach before the start."""

    name = models.CharField(_("name"), max_length=120)
    need = models.TextField(_("need statement"), max_length=4_000)
    state = models.CharField(
        _("state"), max_length=10, choices=ProjectState.choices, default=ProjectState.DRAFT
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="owned_projects",
        verbose_name=_("owner"),
    )
    readiness = models.ForeignKey(
        "assessments.Assessment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="readiness_of_projects",
        verbose_name=_("own readiness"),
    )
    decision_on = models.DateField(_("decision on"), null=True, blank=True)
    agreed_fit = models.PositiveSmallIntegerField(_("agreed fit"), default=AGREED_LEVEL)
    agreed_readiness = models.PositiveSmallIntegerField(_("agreed readiness"), default=AGREED_LEVEL)
    weights_locked_at = models.DateTimeField(_("weights locked"), null=True, blank=True)
    input_version = models.PositiveBigIntegerField(_("input version"), default=1)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("sourcing project")
        verbose_name_plural = _("sourcing projects")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="selection_project_has_a_name"),
            models.CheckConstraint(condition=~Q(need=""), name="selection_project_has_a_need"),
            models.CheckConstraint(
                condition=Q(state__in=ProjectState.values), name="selection_project_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(agreed_fit__lte=100, agreed_readiness__lte=100),
                name="selection_agreed_levels_within_100",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether candidates, members and weights may still change."""
        return self.state in {ProjectState.DRAFT, ProjectState.ACTIVE}
