"""Answers and every wording they ever had."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.domain.questionnaire import Perspective
from assessments.models.question import Envelope, Question
from assessments.models.response import Response


class AnswerState(models.TextChoices):
    """What was given; a cleared answer counts as missing and keeps its history."""

    ANSWERED = "answered", _("Answered")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    CLEARED = "cleared", _("Cleared")


PERSPECTIVES = [(str(Perspective.OWN), _("Own side")), (str(Perspective.OTHER), _("The other side"))]


class Content(models.Model):
    """What an answer says, who said it and when; the answer and each revision hold it alike."""

    state = models.CharField(_("state"), max_length=15, choices=AnswerState.choices)
    value = models.JSONField(_("answer"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    reason = models.TextField(_("why it does not apply"), blank=True)
    row_version = models.PositiveIntegerField(_("version of the row"), default=1)
    saved_at = models.DateTimeField(_("saved"))
    saved_by_kind = models.CharField(_("kind of actor"), max_length=10)
    saved_by_id = models.CharField(_("actor"), max_length=40)
    saved_by_name = models.CharField(_("saved by"), max_length=200)

    class Meta:
        abstract = True


class Unsealed(models.Manager["Answer"]):
    """What may be read at all: answers sealed or set aside are left out unless somebody names them."""

    def get_queryset(self) -> models.QuerySet["Answer"]:
        """Every answer but the sealed ones and those of raters who were set aside."""
        sealed = Q(response__assessment__sealed_until_opened=True, question__section__envelope=Envelope.PRICE)
        return super().get_queryset().filter(response__is_set_aside=False).exclude(sealed)


class Answer(Content):
    """The present answer of one response to one question from one perspective."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    perspective = models.CharField(
        _("perspective"), max_length=5, choices=PERSPECTIVES, default=str(Perspective.OWN)
    )

    objects: ClassVar[Unsealed] = Unsealed()
    including_sealed: ClassVar[models.Manager["Answer"]] = models.Manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "perspective"], name="assessments_one_answer_each"
            ),
            models.CheckConstraint(
                condition=Q(perspective__in=[str(perspective) for perspective in Perspective]),
                name="assessments_answer_perspective_known",
            ),
            models.CheckConstraint(
                condition=Q(state="answered", value__isnull=False, reason="")
                | Q(state="not_applicable", value__isnull=True) & ~Q(reason="")
                | Q(state="cleared", value__isnull=True, reason=""),
                name="assessments_answer_state_consistent",
            ),
            models.CheckConstraint(condition=Q(row_version__gte=1), name="assessments_answer_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id}/{self.question_id}/{self.perspective}"


class AnswerRevision(Content):
    """One wording that an answer had; appended with each save, never changed."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="revisions")
    # The trail holds a hash of each wording; without the salt a level from 1 to 5 would be guessed from it.
    salt = models.CharField(_("salt of its hash"), max_length=32)

    class Meta:
        verbose_name = _("revision of an answer")
        verbose_name_plural = _("revisions of answers")
        ordering = ["answer", "-row_version"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "row_version"], name="assessments_one_revision_each"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}/{self.row_version}"
