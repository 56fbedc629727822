"""What people say to each other about an answer; what was once said is never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.question import Question
from assessments.models.response import Response


class Thread(models.Model):
    """Comments on one answer; shared with the provider's people, or kept inside for ever."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="threads")
    question = models.ForeignKey(Question, models.PROTECT, related_name="threads")
    is_shared = models.BooleanField(_("shared with the provider"), default=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by_name = models.CharField(_("resolved by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["response", "question", "id"]

    def __str__(self) -> str:
        return f"{self.response_id}/{self.question_id}/{self.pk}"

    @property
    def is_resolved(self) -> bool:
        """Whether nothing more is to be said."""
        return self.resolved_at is not None


class Comment(models.Model):
    """One contribution; the first of a thread opened it."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    text = models.TextField(_("comment"))
    at = models.DateTimeField(_("at"))
    by_kind = models.CharField(_("kind of actor"), max_length=10)
    by_id = models.CharField(_("actor"), max_length=40)
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["thread", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="assessments_comment_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}/{self.pk}"
