"""The answers of one party on one side, and the trace of its reopening."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.domain.questionnaire import Side
from assessments.models.assessment import Assessment

SIDE_LABELS = {
    Side.SPONSOR: _("Sponsor"),
    Side.PROVIDER: _("Provider"),
    Side.EVALUATOR: _("Evaluator"),
    Side.CHECKER: _("Checker"),
    Side.CONSENSUS: _("Consensus"),
    Side.MEASURED: _("Measured"),
}


class ResponseState(models.TextChoices):
    """Whether a response can still be changed."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")


class Admission(models.TextChoices):
    """Whether whoever answers alone may look yet."""

    OPEN = "open", _("May look")
    DECLARATION = "declaration", _("Declaration of interest is missing")
    DECISION = "decision", _("Declared conflict is to be decided")


class Counting(models.Manager["Response"]):
    """What counts and is asked: ratings that were set aside are left out unless somebody names them."""

    def get_queryset(self) -> models.QuerySet["Response"]:
        """Every response but those set aside."""
        return super().get_queryset().filter(is_set_aside=False)


class Response(models.Model):
    """Party × side; without a party it is the one that the side works on together."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="responses")
    side = models.CharField(
        _("side"), max_length=10, choices=[(str(side), label) for side, label in SIDE_LABELS.items()]
    )
    party = models.CharField(_("party"), max_length=60, blank=True)
    party_name = models.CharField(_("name of the party"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ResponseState.choices, default=ResponseState.DRAFT
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by_kind = models.CharField(_("kind of actor"), max_length=10, blank=True)
    submitted_by_id = models.CharField(_("actor"), max_length=40, blank=True)
    submitted_by_name = models.CharField(_("submitted by"), max_length=200, blank=True)
    receipt = models.CharField(_("receipt"), max_length=64, blank=True)
    admission = models.CharField(
        _("admission"), max_length=12, choices=Admission.choices, default=Admission.OPEN
    )
    # Of these sections alone; an empty list means all of them.
    section_keys = models.JSONField(_("sections asked"), default=list, blank=True)
    is_set_aside = models.BooleanField(_("set aside"), default=False)

    objects: ClassVar[Counting] = Counting()
    including_set_aside: ClassVar[models.Manager["Response"]] = models.Manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["assessment", "side", "party"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "side", "party"], name="assessments_one_response_for_a_party"
            ),
            models.CheckConstraint(
                condition=Q(side__in=[str(side) for side in Side]), name="assessments_response_side_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True, receipt="")
                | Q(state="submitted", submitted_at__isnull=False) & ~Q(receipt=""),
                name="assessments_response_submitted_whole",
            ),
            models.CheckConstraint(
                condition=Q(admission__in=Admission.values), name="assessments_admission_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.party}".strip()

    @property
    def is_rating_alone(self) -> bool:
        """Whether one rater still works on it, who must not know what others gave."""
        alone = self.side in (Side.EVALUATOR, Side.CHECKER) and not self.is_shared
        return alone and self.state == ResponseState.DRAFT

    @property
    def is_shared(self) -> bool:
        """Whether the side works on it together, instead of one rater alone."""
        return not self.party


class Reopening(models.Model):
    """Who took a submission back, when and why; the receipt it had is kept."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="reopenings")
    reason = models.TextField(_("reason"))
    receipt = models.CharField(_("receipt it had"), max_length=64)
    at = models.DateTimeField(_("at"))
    by_kind = models.CharField(_("kind of actor"), max_length=10)
    by_id = models.CharField(_("actor"), max_length=40)
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("reopening")
        verbose_name_plural = _("reopenings")
        ordering = ["response", "-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="assessments_reopened_for_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.response_id}"
