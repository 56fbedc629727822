"""Documents about a subject, and what proves which answer, how well and until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.domain.evidence import Grade
from assessments.models.question import Envelope, Question
from assessments.models.response import SIDE_LABELS, Response
from assessments.models.subject import Subject
from outsourcing.ui.formats import day_text
from providers.models import Roster


class EvidenceSource(models.TextChoices):
    """Where a proof comes from."""

    PROVIDER = "provider", _("The provider's word")
    DOCUMENT = "document", _("Document")
    DEMONSTRATION = "demonstration", _("Demonstration")
    CLIENT_REFERENCE = "client_reference", _("Client reference")
    FORMER_EMPLOYEE = "former_employee", _("Former employee")
    OWN_VISIT = "own_visit", _("Our own visit")
    ROSTER = "roster", _("HR extract")


GRADE_LABELS = {
    Grade.TOLD: _("Told"),
    Grade.DOCUMENT: _("Document"),
    Grade.SHOWN: _("Shown"),
    Grade.VERIFIED: _("Verified"),
}
GRADES = [(str(grade), label) for grade, label in GRADE_LABELS.items()]


class Document(models.Model):
    """One file about a subject, however often it was uploaded by one side; it never changes."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="documents")
    side = models.CharField(
        _("side"), max_length=10, choices=[(str(side), label) for side, label in SIDE_LABELS.items()]
    )
    key = models.CharField(_("key of the file"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("kind of file"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by_kind = models.CharField(_("kind of actor"), max_length=10)
    uploaded_by_id = models.CharField(_("actor"), max_length=40)
    uploaded_by_name = models.CharField(_("uploaded by"), max_length=200)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "side", "sha256"], name="assessments_one_document_for_a_file"
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="assessments_document_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}/{self.sha256[:12]}"


class UnsealedEvidence(models.Manager["Evidence"]):
    """What may be read at all: proof of answers sealed or set aside is left out unless somebody names it."""

    def get_queryset(self) -> models.QuerySet["Evidence"]:
        """Every proof but the sealed ones and those of raters who were set aside."""
        sealed = Q(response__assessment__sealed_until_opened=True, question__section__envelope=Envelope.PRICE)
        return super().get_queryset().filter(response__is_set_aside=False).exclude(sealed)


class Evidence(models.Model):
    """What proves one answer; it is graded and withdrawn, never deleted."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="evidence")
    question = models.ForeignKey(Question, models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, models.PROTECT, related_name="evidence", null=True, blank=True)
    # What was measured from a roster is proven by it, and only so long as it counts.
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="+", null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, choices=EvidenceSource.choices)
    grade = models.CharField(_("grade"), max_length=10, choices=GRADES)
    note = models.TextField(_("note"), blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    added_at = models.DateTimeField(_("added"))
    added_by_kind = models.CharField(_("kind of actor"), max_length=10)
    added_by_id = models.CharField(_("actor"), max_length=40)
    added_by_name = models.CharField(_("added by"), max_length=200)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by_name = models.CharField(_("withdrawn by"), max_length=200, blank=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    objects: ClassVar[UnsealedEvidence] = UnsealedEvidence()
    including_sealed: ClassVar[models.Manager["Evidence"]] = models.Manager()

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "document"],
                condition=Q(document__isnull=False, withdrawn_at__isnull=True),
                name="assessments_document_proves_once",
            ),
            models.UniqueConstraint(
                fields=["response", "question", "roster"],
                condition=Q(roster__isnull=False, withdrawn_at__isnull=True),
                name="assessments_roster_proves_once",
            ),
            models.CheckConstraint(
                condition=Q(source__in=EvidenceSource.values), name="assessments_evidence_source_known"
            ),
            models.CheckConstraint(
                condition=Q(source="roster", roster__isnull=False, document__isnull=True)
                | ~Q(source="roster") & Q(roster__isnull=True),
                name="assessments_evidence_of_a_roster",
            ),
            models.CheckConstraint(
                condition=Q(grade__in=[str(grade) for grade in Grade]),
                name="assessments_evidence_grade_known",
            ),
            models.CheckConstraint(
                condition=~Q(grade="document") | Q(document__isnull=False) | Q(roster__isnull=False),
                name="assessments_evidence_document_there",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_name="", withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by_name=""),
                name="assessments_evidence_withdrawn_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["valid_until"],
                condition=Q(withdrawn_at__isnull=True, valid_until__isnull=False),
                name="assessments_evidence_expiring",
            )
        ]

    def __str__(self) -> str:
        return f"{self.response_id}/{self.question_id}/{self.pk}"

    @property
    def proven_by(self) -> str:
        """The document or the roster that proves; nothing where somebody merely said or saw it."""
        if self.roster is not None:
            return gettext("Roster of %(day)s") % {"day": day_text(self.roster.as_of)}
        return self.document.name if self.document else ""

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of what proves it, where that is a file."""
        if self.roster is not None:
            return self.roster.file_sha256
        return self.document.sha256 if self.document else ""

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_at is None


class Grading(models.Model):
    """One grade that a proof was given, by whom and when; appended, never changed."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="gradings")
    grade = models.CharField(_("grade"), max_length=10, choices=GRADES)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("at"))
    by_kind = models.CharField(_("kind of actor"), max_length=10)
    by_id = models.CharField(_("actor"), max_length=40)
    by_name = models.CharField(_("by"), max_length=200)

    class Meta:
        verbose_name = _("grading of a proof")
        verbose_name_plural = _("gradings of proofs")
        ordering = ["evidence", "at", "id"]

    def __str__(self) -> str:
        return f"{self.evidence_id}/{self.grade}"


class GradeConfidence(models.Model):
    """How far a grade is trusted, where somebody changed it; the product's own figure holds otherwise."""

    grade = models.CharField(_("grade"), max_length=10, choices=GRADES, unique=True)
    confidence = models.FloatField(_("confidence"))

    class Meta:
        verbose_name = _("confidence of a grade")
        verbose_name_plural = _("confidences of grades")
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="assessments_confidence_is_share"
            ),
        ]

    def __str__(self) -> str:
        return self.grade
