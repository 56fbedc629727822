"""A checklist's version about a subject."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models.subject import Subject
from assessments.models.template import TemplateVersion


class AssessmentState(models.TextChoices):
    """Where an assessment stands."""

    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Submitted")
    CANCELLED = "cancelled", _("Cancelled")


class ReviewState(models.TextChoices):
    """Whether somebody else must accept an assessment, and whether they did; accepted means locked."""

    NONE = "none", _("No review")
    NEEDED = "needed", _("To be reviewed")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class CoveredError(Exception):
    """Somebody tried to store an assessment that stands behind its alias."""


class Assessment(models.Model):
    """What is asked about whom; `input_version` rises with everything that may move its score."""

    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="assessments")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="assessments")
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(
        _("state"), max_length=10, choices=AssessmentState.choices, default=AssessmentState.OPEN
    )
    review = models.CharField(
        _("review"), max_length=10, choices=ReviewState.choices, default=ReviewState.NONE
    )
    reference_date = models.DateField(_("ages are counted to"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    # While the names are hidden, evaluators know it by its alias alone.
    names_hidden = models.BooleanField(_("names are hidden from evaluators"), default=False)
    alias = models.CharField(_("alias"), max_length=40, blank=True)
    sealed_until_opened = models.BooleanField(_("prices are sealed"), default=False)
    # Whose figures a roster measures for it; empty means everybody.
    functions_in_scope = models.JSONField(_("functions in scope"), default=list, blank=True)
    sites_in_scope = models.JSONField(_("sites in scope"), default=list, blank=True)
    input_version = models.PositiveBigIntegerField(_("version of the input"), default=1)
    created_at = models.DateTimeField(_("opened"))
    created_by_kind = models.CharField(_("kind of actor"), max_length=10)
    created_by_id = models.CharField(_("actor"), max_length=40)
    created_by_name = models.CharField(_("opened by"), max_length=200)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_reason = models.TextField(_("why it was cancelled"), blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "submitted"], cancelled_reason="", cancelled_at__isnull=True)
                | Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancelled_reason=""),
                name="assessments_assessment_state_consistent",
            ),
            models.CheckConstraint(
                condition=Q(review__in=["none", "needed", "returned"])
                | Q(review="accepted", state="submitted"),
                name="assessments_only_submitted_are_accepted",
            ),
            models.CheckConstraint(
                condition=Q(names_hidden=False) | ~Q(alias=""), name="assessments_hidden_behind_an_alias"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="assessments_due")]

    # Set on an object that is shown to whoever must not know whom it is about; see queries/cover.py.
    is_covered = False
    hidden_names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        """Refuse what stands behind its alias: it would be stored instead of the names."""
        if self.is_covered:
            raise CoveredError(self.alias)
        super().save(*args, **options)

    def cover_names(self, names: tuple[str, ...], title: str) -> None:
        """Stand behind the alias from now on; what was read is shown, never stored."""
        self.is_covered, self.hidden_names, self.title = True, names, title

    @property
    def awaits_review(self) -> bool:
        """Whether everything is submitted and a reviewer's decision is all that is missing."""
        return self.state == AssessmentState.SUBMITTED and self.review == ReviewState.NEEDED

    @property
    def is_locked(self) -> bool:
        """Whether a reviewer accepted it; then only a reopening, for a reason, changes anything."""
        return self.review == ReviewState.ACCEPTED

    @property
    def state_words(self) -> str:
        """Where it stands, its review included."""
        if self.awaits_review:
            return gettext("Awaiting review")
        stands_out = self.review == ReviewState.ACCEPTED or (
            self.review == ReviewState.RETURNED and self.state == AssessmentState.OPEN
        )
        return str(self.get_review_display() if stands_out else self.get_state_display())
