"""What comes back by itself: a checklist about a subject in a cadence, and the cycles it opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.subject import Subject
from assessments.models.template import Template

MOST_MONTHS = 120
MOST_LEAD_DAYS = 180


class SeriesState(models.TextChoices):
    """Whether a series opens assessments; an ended one never does again."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class ReviewSeries(models.Model):
    """A checklist about a subject in a cadence; its days are counted from the anchor and never drift."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="series", verbose_name=_("checklist"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="series", verbose_name=_("about"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_series", verbose_name=_("owner")
    )
    every_months = models.PositiveSmallIntegerField(_("every so many months"))
    lead_days = models.PositiveSmallIntegerField(_("opened so many days ahead"), default=30)
    anchor_on = models.DateField(_("day the cadence is counted from"))
    anchor_number = models.PositiveIntegerField(_("cycle that is due on that day"), default=1)
    next_number = models.PositiveIntegerField(_("next cycle"), default=1)
    next_due = models.DateField(_("next due"))
    state = models.CharField(
        _("state"), max_length=10, choices=SeriesState.choices, default=SeriesState.ACTIVE
    )
    state_reason = models.TextField(_("why it rests"), blank=True)
    row_version = models.PositiveIntegerField(_("version of the row"), default=1)
    created_at = models.DateTimeField(_("made"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("review series")
        verbose_name_plural = _("review series")
        ordering = ["next_due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SeriesState.values), name="assessments_series_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="active") | ~Q(state_reason=""),
                name="assessments_series_rests_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(every_months__gte=1, every_months__lte=MOST_MONTHS),
                name="assessments_series_cadence_in_months",
            ),
            models.CheckConstraint(
                condition=Q(lead_days__lte=MOST_LEAD_DAYS), name="assessments_series_lead_within_limit"
            ),
            models.UniqueConstraint(
                fields=["template", "subject"],
                condition=~Q(state="ended"),
                name="assessments_one_living_series",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_due"], name="assessments_series_due")]

    def __str__(self) -> str:
        return f"{self.template.name}: {self.subject.title}"


class ReviewCycle(models.Model):
    """One time around: the assessment that was opened, its day, and the one it is compared with."""

    series = models.ForeignKey(ReviewSeries, models.PROTECT, related_name="cycles")
    number = models.PositiveIntegerField(_("number"))
    due_on = models.DateField(_("due on"))
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="cycle")
    before = models.ForeignKey(
        Assessment,
        models.PROTECT,
        related_name="cycles_after",
        null=True,
        blank=True,
        verbose_name=_("before"),
    )
    opened_at = models.DateTimeField(_("opened"))

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="assessments_cycle_opened_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="assessments_cycle_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.number}"
