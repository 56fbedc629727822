"""What gaps between two ways of working ask to be prepared, and how far that has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.domain.preparing import Doer, Occasion, PreparationState, Stage
from assessments.models.assessment import Assessment
from assessments.models.evidence import Document
from assessments.models.template import Template

OCCASION_LABELS = {
    Occasion.MINOR: _("Minor gap"),
    Occasion.MATERIAL: _("Material gap"),
    Occasion.CRITICAL: _("Critical gap"),
    Occasion.SILENT: _("Match at the silent end"),
}
DOER_LABELS = {
    Doer.SPONSOR: _("Sponsor"),
    Doer.PROVIDER: _("Provider"),
    Doer.BOTH: _("Both sides"),
}
STAGE_LABELS = {
    Stage.SHORTLIST: _("Before the shortlist"),
    Stage.VISIT: _("Before the site visit"),
    Stage.TEAM: _("Before the team is screened"),
    Stage.DECISION: _("Before the decision"),
    Stage.START: _("Before the start of the work"),
}
PREPARATION_LABELS = {
    PreparationState.OPEN: _("Open"),
    PreparationState.DONE: _("Done"),
    PreparationState.NOT_NEEDED: _("Not needed"),
    PreparationState.RETIRED: _("No longer asked for"),
}


class WhatToPrepare(models.Model):
    """What shall be done, by whom, with whom, before what, and what proves it."""

    question_key = models.SlugField(_("scale"), max_length=60)
    occasion = models.CharField(
        _("from"), max_length=10, choices=[(str(each), label) for each, label in OCCASION_LABELS.items()]
    )
    title = models.CharField(_("what to do"), max_length=200)
    side = models.CharField(
        _("who does it"), max_length=10, choices=[(str(each), label) for each, label in DOER_LABELS.items()]
    )
    audience = models.CharField(_("who takes part"), max_length=200, blank=True)
    before = models.CharField(
        _("when"), max_length=10, choices=[(str(each), label) for each, label in STAGE_LABELS.items()]
    )
    proof = models.CharField(_("what proves it"), max_length=300, blank=True)

    class Meta:
        abstract = True


class PreparationRule(WhatToPrepare):
    """One line of a checklist's table of preparations; it holds for all versions of the checklist.

    Removed lines are kept: they can be put back, and what they opened still names them.
    """

    template = models.ForeignKey(Template, models.CASCADE, related_name="preparation_rules")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    within_days = models.PositiveSmallIntegerField(_("days to do it in"), default=30)
    is_removed = models.BooleanField(_("removed"), default=False)

    class Meta:
        verbose_name = _("line of the table of preparations")
        verbose_name_plural = _("table of preparations")
        ordering = ["template", "question_key", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(occasion__in=[str(each) for each in Occasion])
                & Q(side__in=[str(each) for each in Doer])
                & Q(before__in=[str(each) for each in Stage])
                & ~Q(title=""),
                name="assessments_preparation_rule_known",
            ),
            models.CheckConstraint(
                condition=Q(within_days__gte=1, within_days__lte=730),
                name="assessments_preparation_rule_days",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Preparedness(models.Model):
    """How far both sides of one assessment are prepared: kept with every change, read by boards.

    Whoever moves a preparation locks this row first. `told` holds what a board says of it in words.
    """

    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="preparedness")
    input_version = models.PositiveBigIntegerField(_("version of the input"))
    gaps = models.JSONField(_("gaps by scale"), default=list)
    # Whether each side knows the other well enough; empty where nobody is tried.
    knowledge = models.JSONField(_("knowledge of each other"), default=list)
    done = models.PositiveIntegerField(_("done"), default=0)
    required = models.PositiveIntegerField(_("required"), default=0)
    told = models.JSONField(_("what boards tell"), default=dict)
    read_at = models.DateTimeField(_("read"))
    shared_at = models.DateTimeField(_("shared with the provider"), null=True, blank=True)
    shared_by_name = models.CharField(_("shared by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("preparedness")
        verbose_name_plural = _("preparedness")
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("required")), name="assessments_prepared_within_required"
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by_name="")
                | Q(shared_at__isnull=False) & ~Q(shared_by_name=""),
                name="assessments_preparedness_shared_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.done}/{self.required}"


class Preparation(WhatToPrepare):
    """One thing to prepare for one assessment, with its words as they were when it was opened."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="preparations")
    rule = models.ForeignKey(PreparationRule, models.PROTECT, related_name="preparations")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(str(each), label) for each, label in PREPARATION_LABELS.items()],
        default=str(PreparationState.OPEN),
    )
    due_on = models.DateField(_("due on"))
    owner_kind = models.CharField(_("kind of owner"), max_length=10, blank=True)
    owner_id = models.CharField(_("number of the owner"), max_length=40, blank=True)
    owner_name = models.CharField(_("owner"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by_kind = models.CharField(_("kind of actor"), max_length=10, blank=True)
    settled_by_id = models.CharField(_("actor"), max_length=40, blank=True)
    settled_by_name = models.CharField(_("settled by"), max_length=200, blank=True)
    reason = models.CharField(_("why it is not needed"), max_length=500, blank=True)
    note = models.TextField(_("what was done"), max_length=2000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="preparations", null=True, blank=True, verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        ordering = ["assessment", "question_key", "rule__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "rule"], name="assessments_prepared_once_a_rule"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "retired"], settled_at__isnull=True, settled_by_name="")
                | Q(state__in=["done", "not_needed"], settled_at__isnull=False) & ~Q(settled_by_name=""),
                name="assessments_preparation_settled_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(reason=""),
                name="assessments_preparation_not_needed_why",
            ),
            models.CheckConstraint(
                condition=Q(owner_kind="", owner_id="", owner_name="")
                | ~Q(owner_kind="") & ~Q(owner_id="") & ~Q(owner_name=""),
                name="assessments_preparation_owner_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="assessments_preparations_due"),
            models.Index(
                fields=["owner_kind", "owner_id"],
                condition=Q(state="open"),
                name="assessments_preparations_owned",
            ),
        ]

    def __str__(self) -> str:
        return self.title
