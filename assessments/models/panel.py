"""What a panel leaves behind: declarations of interest, what was decided on them, and who was set aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.response import Response


class Declaration(models.Model):
    """What an evaluator declared before the first look; appended, never changed."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="declarations")
    response = models.ForeignKey(Response, models.PROTECT, related_name="declarations")
    actor_kind = models.CharField(_("kind of actor"), max_length=10)
    actor_id = models.CharField(_("actor"), max_length=40)
    actor_name = models.CharField(_("declared by"), max_length=200)
    has_conflict = models.BooleanField(_("declares a conflict of interest"))
    text = models.TextField(_("conflict of interest"), blank=True)
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")
        ordering = ["assessment", "declared_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "actor_kind", "actor_id"], name="assessments_declared_once"
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False, text="") | Q(has_conflict=True) & ~Q(text=""),
                name="assessments_conflict_is_described",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_kind}:{self.actor_id}"


class ConflictDecision(models.Model):
    """Who let an evaluator rate in spite of a declared conflict, or did not, and why; never changed."""

    declaration = models.OneToOneField(Declaration, models.PROTECT, related_name="decision")
    may_rate = models.BooleanField(_("may rate"))
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("at"))
    by_kind = models.CharField(_("kind of actor"), max_length=10)
    by_id = models.CharField(_("actor"), max_length=40)
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("decision on a conflict")
        verbose_name_plural = _("decisions on conflicts")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="assessments_conflict_decided_for_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}"


class SettingAside(models.Model):
    """An evaluator whose ratings were taken out of the score; the ratings themselves are kept."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="settings_aside")
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("at"))
    by_kind = models.CharField(_("kind of actor"), max_length=10)
    by_id = models.CharField(_("actor"), max_length=40)
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("setting aside of ratings")
        verbose_name_plural = _("settings aside of ratings")
        ordering = ["response", "-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="assessments_set_aside_for_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.response_id}"
