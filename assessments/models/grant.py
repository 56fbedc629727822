"""Who may do what with one assessment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.question import Section
from assessments.models.response import Response


class Capability(models.TextChoices):
    """What a grant allows; each of them lets its holder see the assessment."""

    READ = "read", _("Read")
    ANSWER = "answer", _("Answer")
    MANAGE = "manage", _("Manage")
    REVIEW = "review", _("Review")


class Grant(models.Model):
    """A capability on the whole assessment, on a section of it, on one rater's response, or on both."""

    actor_kind = models.CharField(_("kind of actor"), max_length=10)
    actor_id = models.CharField(_("actor"), max_length=40)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="grants")
    capability = models.CharField(_("capability"), max_length=10, choices=Capability.choices)
    section = models.ForeignKey(Section, models.PROTECT, related_name="grants", null=True, blank=True)
    response = models.ForeignKey(Response, models.CASCADE, related_name="grants", null=True, blank=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.CheckConstraint(
                condition=Q(capability__in=Capability.values), name="assessments_grant_capability_known"
            ),
            models.UniqueConstraint(
                fields=["actor_kind", "actor_id", "assessment", "capability"],
                condition=Q(section__isnull=True, response__isnull=True),
                name="assessments_grant_of_all_once",
            ),
            models.UniqueConstraint(
                fields=["actor_kind", "actor_id", "assessment", "capability", "section"],
                condition=Q(section__isnull=False, response__isnull=True),
                name="assessments_grant_of_section_once",
            ),
            models.UniqueConstraint(
                fields=["actor_kind", "actor_id", "assessment", "capability", "response"],
                condition=Q(response__isnull=False, section__isnull=True),
                name="assessments_grant_of_response_once",
            ),
            models.UniqueConstraint(
                fields=["actor_kind", "actor_id", "assessment", "capability", "response", "section"],
                condition=Q(response__isnull=False, section__isnull=False),
                name="assessments_grant_of_part_of_response_once",
            ),
        ]
        indexes = [models.Index(fields=["actor_kind", "actor_id"], name="assessments_grants_of_actor")]

    def __str__(self) -> str:
        return f"{self.actor_kind}:{self.actor_id} {self.capability}"
