"""Sections and questions of a version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.domain.questionnaire import Aggregation
from assessments.models.template import OfVersion


class Envelope(models.TextChoices):
    """What is opened together; prices lie in an envelope of their own."""

    OPEN = "open", _("Open")
    PRICE = "price", _("Price")


class Section(OfVersion):
    """Questions under one heading; its weight is its share before normalisation."""

    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=160)
    position = models.PositiveSmallIntegerField(_("position"))
    weight = models.FloatField(_("weight"))
    minimum = models.FloatField(_("lowest score allowed"), null=True, blank=True)
    envelope = models.CharField(_("envelope"), max_length=10, choices=Envelope.choices, default=Envelope.OPEN)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="assessments_section_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="assessments_section_place_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1_000_000), name="assessments_section_weight_from_zero"
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(minimum__gte=0, minimum__lte=1),
                name="assessments_section_minimum_is_share",
            ),
            models.CheckConstraint(
                condition=Q(envelope__in=Envelope.values), name="assessments_section_envelope_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(OfVersion):
    """One question; its key stays the same through the versions of its checklist."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("question"))
    guidance = models.TextField(_("guidance"), blank=True)
    proof = models.TextField(_("what counts as proof"), blank=True)
    weight = models.FloatField(_("weight"))
    format = models.JSONField(_("answer"))
    knockout = models.JSONField(_("knock-out"), null=True, blank=True)
    condition = models.JSONField(_("only asked when"), null=True, blank=True)
    not_applicable_allowed = models.BooleanField(_("may be not applicable"), default=True)
    sides = models.JSONField(_("sides asked"), default=list)
    aggregation = models.CharField(
        _("answers of several people"),
        max_length=10,
        choices=[(str(way), str(way)) for way in Aggregation],
        default=str(Aggregation.MEAN),
    )
    flags = models.JSONField(_("marks"), default=list, blank=True)
    serves = models.JSONField(_("requirements served"), default=list, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="assessments_question_key_once"),
            models.UniqueConstraint(fields=["section", "position"], name="assessments_question_place_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=1_000_000),
                name="assessments_question_weight_from_zero",
            ),
        ]

    def __str__(self) -> str:
        return self.key
