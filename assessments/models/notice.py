"""What one person is to be told: on the home page until they looked, and by mail once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.clarification import Clarification
from assessments.models.thread import Comment


class NoticeKind(models.TextChoices):
    """Why somebody is told."""

    MENTIONED = "mentioned", _("Mentioned in a comment")
    CLARIFY = "clarify", _("Asked to clarify")
    CLARIFIED = "clarified", _("Question clarified")
    REVIEW = "review", _("Asked to review")
    RETURNED = "returned", _("Returned with reasons")


class Notice(models.Model):
    """One thing to tell to one actor; the words are read where it leads to, never in the mail."""

    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind.choices)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="notices")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="notices", null=True, blank=True)
    clarification = models.ForeignKey(
        Clarification, models.PROTECT, related_name="notices", null=True, blank=True
    )
    to_kind = models.CharField(_("kind of actor"), max_length=10)
    to_id = models.CharField(_("actor"), max_length=40)
    from_name = models.CharField(_("from"), max_length=200)
    at = models.DateTimeField(_("at"))
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    told_at = models.DateTimeField(_("told by mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="mentioned", comment__isnull=False)
                | Q(kind__in=["clarify", "clarified"], clarification__isnull=False)
                | Q(kind__in=["review", "returned"], comment__isnull=True, clarification__isnull=True),
                name="assessments_notice_of_something",
            ),
            models.UniqueConstraint(
                fields=["comment", "to_kind", "to_id"],
                condition=Q(comment__isnull=False),
                name="assessments_mentioned_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_kind", "to_id"],
                condition=Q(seen_at__isnull=True),
                name="assessments_notices_unseen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.to_kind}:{self.to_id}"
