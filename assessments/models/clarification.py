"""The request to look at one submitted answer again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.question import Question
from assessments.models.response import Response


class ClarificationState(models.TextChoices):
    """What became of the request."""

    OPEN = "open", _("Asked")
    CHANGED = "changed", _("Answer changed")
    CONFIRMED = "confirmed", _("Answer confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Clarification(models.Model):
    """One answer opened again for its author while the rest of the response stays locked.

    The response keeps its receipt; what was clarified has a digest of its own.
    """

    response = models.ForeignKey(Response, models.PROTECT, related_name="clarifications")
    question = models.ForeignKey(Question, models.PROTECT, related_name="clarifications")
    state = models.CharField(
        _("state"), max_length=10, choices=ClarificationState.choices, default=ClarificationState.OPEN
    )
    asked = models.TextField(_("what is unclear"))
    asked_at = models.DateTimeField(_("asked"))
    asked_by_kind = models.CharField(_("kind of actor"), max_length=10)
    asked_by_id = models.CharField(_("actor"), max_length=40)
    asked_by_name = models.CharField(_("asked by"), max_length=200)
    words = models.TextField(_("what was said to it"), blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by_kind = models.CharField(_("kind of actor"), max_length=10, blank=True)
    settled_by_id = models.CharField(_("actor"), max_length=40, blank=True)
    settled_by_name = models.CharField(_("settled by"), max_length=200, blank=True)
    row_version = models.PositiveIntegerField(_("version of the answer"), null=True, blank=True)
    digest = models.CharField(_("digest of the clarified answer"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["response", "question", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                condition=Q(state="open"),
                name="assessments_one_open_clarification",
            ),
            models.CheckConstraint(condition=~Q(asked=""), name="assessments_clarification_asks"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, digest="")
                | Q(state__in=["changed", "confirmed"], settled_at__isnull=False) & ~Q(digest="")
                | Q(state="withdrawn", settled_at__isnull=False, digest=""),
                name="assessments_clarification_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}/{self.question_id}"
