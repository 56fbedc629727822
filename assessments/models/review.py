"""What reviewers decided about assessments, with their reasons."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.question import Question
from assessments.models.response import Response


class Outcome(models.TextChoices):
    """What was decided; undone is an acceptance that a reopening took back."""

    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
    UNDONE = "undone", _("Acceptance undone")


class ReviewDecision(models.Model):
    """One decision about an assessment, of the version of its input that the reviewer saw."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reason = models.TextField(_("reason"), blank=True)
    input_version = models.PositiveBigIntegerField(_("version of the input"))
    at = models.DateTimeField(_("at"))
    by_kind = models.CharField(_("kind of actor"), max_length=10)
    by_id = models.CharField(_("actor"), max_length=40)
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("decision of a review")
        verbose_name_plural = _("decisions of reviews")
        ordering = ["assessment", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="assessments_review_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.outcome}"


class ReturnReason(models.Model):
    """Why one answer came back to its author."""

    decision = models.ForeignKey(ReviewDecision, models.PROTECT, related_name="reasons")
    response = models.ForeignKey(Response, models.PROTECT, related_name="return_reasons")
    question = models.ForeignKey(Question, models.PROTECT, related_name="return_reasons")
    text = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("reason of a return")
        verbose_name_plural = _("reasons of returns")
        ordering = ["decision", "response", "question__section__position", "question__position"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="assessments_returned_for_a_reason"),
            models.UniqueConstraint(
                fields=["decision", "response", "question"], name="assessments_one_reason_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}/{self.question_id}"
