"""The forms of proof: what is attached, how well it supports its answer, and why it is withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from assessments.actions.proving import BY_WHO_LOOKED, OUR_SOURCES, NewProof
from assessments.domain.evidence import Grade
from assessments.models import Document, EvidenceSource
from assessments.models.evidence import GRADE_LABELS
from outsourcing.files.accepting import AcceptedFile, accepted
from outsourcing.files.kinds import DOCUMENTS
from outsourcing.files.refusals import FileRefused
from outsourcing.ui.layouts import beside, part_form

LONGEST_NOTE = 2_000
FILE_HELP = _("PDF, Word, Excel, PowerPoint, open document, picture, text or CSV; up to %(megabytes)d MB.")
ENDINGS = ",".join(f".{ending}" for kind in DOCUMENTS for ending in kind.endings)


def file_help() -> str:
    """Which files are taken, and how large they may be."""
    return str(FILE_HELP) % {"megabytes": settings.LARGEST_DOCUMENT // 1_000_000}


def accepted_or_refused(upload: Any) -> AcceptedFile | None:
    """The file by its content; the name and what the browser says prove nothing."""
    if not upload:
        return None
    try:
        return accepted(upload, largest=settings.LARGEST_DOCUMENT)
    except FileRefused as refused:
        raise forms.ValidationError(refused.reason, code=refused.code) from refused


class ProofForm(forms.Form):
    """Attaches a file, a document that is there already, or what somebody said or showed."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    document = forms.ChoiceField(label=_("Or a document that is here already"), required=False)
    source = forms.ChoiceField(label=_("Where it comes from"), required=False)
    grade = forms.ChoiceField(label=_("How well it proves the answer"), required=False)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Of a certificate, say; you are reminded before."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Which page, who said it, what was seen."),
    )

    def __init__(
        self,
        *data: Any,
        documents: Sequence[Document] = (),
        may_verify: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*data, **options)
        self.fields["file"].help_text = file_help()
        self.documents = {str(document.pk): document for document in documents}
        self._offer("document", [("", _("None")), *((pk, each.name) for pk, each in self.documents.items())])
        told = [each for each in EvidenceSource if each != EvidenceSource.ROSTER]
        sources = [each for each in told if may_verify or each not in OUR_SOURCES]
        self._offer(
            "source", [("", _("As it is: a document, or told")), *((str(s), s.label) for s in sources)]
        )
        grades = [grade for grade in Grade if may_verify or grade not in BY_WHO_LOOKED]
        self._offer(
            "grade", [("", _("As it is: document or told")), *((str(g), GRADE_LABELS[g]) for g in grades)]
        )
        parts = ["file", "document"] if documents else ["file"]
        if not documents:
            del self.fields["document"]
        if not may_verify:
            del self.fields["grade"]
        middle = [name for name in ("source", "grade", "valid_until") if name in self.fields]
        self.helper = part_form(beside(*parts), beside(*middle), "note")

    def clean_file(self) -> AcceptedFile | None:
        """Look at what was sent."""
        return accepted_or_refused(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """One thing at a time, and something at all."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        file, document = given.get("file"), given.get("document")
        if file and document:
            text = now_said("Choose one: a new file, or a document that is here already.")
            self.add_error("document", text)
        if not self.errors and not file and not document and not given.get("note"):
            text = now_said("Choose a file, or say in the note what proves the answer.")
            self.add_error("file", text)
        return given

    def proof(self) -> NewProof:
        """What was given, once it is valid."""
        given = self.cleaned_data
        file, document = given["file"], self.documents.get(given.get("document", ""))
        told = EvidenceSource.DOCUMENT if file or document else EvidenceSource.PROVIDER
        grade: str = given.get("grade", "")
        valid_until: date | None = given["valid_until"]
        return NewProof(
            source=EvidenceSource(given["source"] or told),
            grade=Grade(grade) if grade else None,
            note=given["note"],
            valid_until=valid_until,
            file=file,
            document=document,
        )

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class GradeForm(forms.Form):
    """How well a proof supports its answer, and why."""

    grade = forms.ChoiceField(label=_("Grade"))
    note = forms.CharField(label=_("Why"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, *data: Any, has_document: bool = True, **options: Any) -> None:
        super().__init__(*data, **options)
        grades = [grade for grade in Grade if has_document or grade is not Grade.DOCUMENT]
        field: Any = self.fields["grade"]
        field.choices = [(str(grade), GRADE_LABELS[grade]) for grade in grades]
        self.helper = part_form(beside("grade", "note"))


class WithdrawForm(forms.Form):
    """Why a proof is withdrawn; kept with it."""

    reason = forms.CharField(label=_("Why is it withdrawn?"), max_length=LONGEST_NOTE)

    def __init__(self, *data: Any, **options: Any) -> None:
        super().__init__(*data, **options)
        self.helper = part_form("reason")


class ConfidenceForm(forms.Form):
    """How far each grade is trusted, in percent."""

    def __init__(self, *data: Any, **options: Any) -> None:
        super().__init__(*data, **options)
        for grade in Grade:
            self.fields[str(grade)] = forms.FloatField(label=GRADE_LABELS[grade], min_value=0, max_value=100)
        self.helper = part_form(*(str(grade) for grade in Grade))

    def figures(self) -> dict[Grade, float]:
        """The figures in [0, 1], once they are valid."""
        return {grade: round(self.cleaned_data[str(grade)] / 100, 4) for grade in Grade}
