"""Who works on a project, and as what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selection.models.project import Project


class MemberRole(models.TextChoices):
    """What a member is on the project for."""

    LEAD = "lead", _("Lead")
    EVALUATOR = "evaluator", _("Evaluator")
    EXECUTIVE = "executive", _("Executive")


class ProjectMember(models.Model):
    """One person on one project; the owner needs no row."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="project_memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="selection_member_once_a_project"),
            models.CheckConstraint(
                condition=Q(role__in=MemberRole.values), name="selection_member_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.project}"
