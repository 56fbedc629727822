"""The panel of proof below a question: what is attached, and the forms to attach, grade and withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.actions.proving import add_proof
from assessments.actions.refusals import Refused, ResponseClosed
from assessments.domain.evidence import Grade, has_expired
from assessments.forms.proof import GradeForm, ProofForm, WithdrawForm
from assessments.models import Document, Evidence, Grading, Question, Response
from assessments.queries.evidence import (
    ProofCount,
    documents_to_pick,
    is_amber,
    may_add,
    may_verify,
    may_withdraw,
    proofs_of,
)
from assessments.views.extras import Extra
from assessments.views.readers import Reader, reader_of
from outsourcing.files.attachment import attachment
from outsourcing.files.refusals import FileMissing, FileRefused
from outsourcing.guards import ActorRequest
from outsourcing.ui.registry import Tone

SOON = timedelta(days=30)
GRADE_TONES = {
    Grade.TOLD: Tone.NONE,
    Grade.DOCUMENT: Tone.INFO,
    Grade.SHOWN: Tone.OK,
    Grade.VERIFIED: Tone.OK,
}


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One proof, with where it leads and what this reader may do with it."""

    evidence: Evidence
    today: date
    reader: Reader
    grade_form: GradeForm | None = None
    withdraw_form: WithdrawForm | None = None

    @property
    def is_expired(self) -> bool:
        """Whether its last day has passed."""
        return has_expired(self.evidence.valid_until, self.today)

    @property
    def expires_soon(self) -> bool:
        """Whether its last day is near."""
        last = self.evidence.valid_until
        return last is not None and not self.is_expired and last - self.today <= SOON

    @property
    def grade_tone(self) -> Tone:
        """The tone of its grade."""
        return GRADE_TONES[Grade(self.evidence.grade)]

    @property
    def document_url(self) -> str:
        """Where its document is downloaded."""
        return self.reader.address("document", self.evidence.document_id) if self.evidence.document_id else ""

    @property
    def title(self) -> str:
        """What it is: the document's name or the roster's day, else its source."""
        return self.evidence.proven_by or str(self.evidence.get_source_display())

    @property
    def roster_url(self) -> str:
        """Where the roster that proves it is found; nowhere for whoever must not know whose it is."""
        assessment, roster = self.evidence.response.assessment, self.evidence.roster
        if roster is None or assessment.is_covered or not self.reader.inside:
            return ""
        return reverse("providers:tab", args=[roster.provider_id, "attrition"]) + "#rosters"

    @property
    def icon(self) -> str:
        """A file, a list of people, or what somebody said."""
        if self.evidence.roster_id is not None:
            return "people"
        return "file-earmark-text" if self.evidence.document_id else "chat-quote"

    @property
    def added_by(self) -> str:
        """Who added it, as far as this reader is told."""
        return self.reader.name_of(self.evidence.added_by_kind, self.evidence.added_by_name)

    @property
    def gradings(self) -> Sequence[Grading]:
        """The grades it was given, one after the other; nothing where it kept its first."""
        given = list(self.evidence.gradings.all())
        return given if len(given) > 1 else []

    @property
    def grade_url(self) -> str:
        """Where its grade goes."""
        return self.reader.address("proof-grade", self.evidence.response.assessment_id, self.evidence.pk)

    @property
    def withdraw_url(self) -> str:
        """Where it is withdrawn."""
        return self.reader.address("proof-withdraw", self.evidence.response.assessment_id, self.evidence.pk)


@dataclass(frozen=True, slots=True)
class ProofPanel:
    """Everything the panel shows."""

    response: Response
    question: Question
    lines: tuple[ProofLine, ...]
    withdrawn: tuple[ProofLine, ...]
    form: ProofForm | None
    reader: Reader
    refusal: str = ""

    @property
    def pk(self) -> str:
        """The question's row as text, for names on the page."""
        return str(self.question.pk)

    @property
    def url(self) -> str:
        """Its own address."""
        return self.reader.address("proof-panel", *self._place)

    @property
    def add_url(self) -> str:
        """Where new proof goes."""
        return self.reader.address("proof-add", *self._place)

    @property
    def back(self) -> str:
        """The question on its page."""
        page = self.reader.address("fill", self.response.assessment_id, self.response.pk)
        return f"{page}#q-{self.question.pk}"

    @property
    def foot(self) -> Extra:
        """What the foot of its question says now."""
        return foot_of(ProofCount(len(self.lines), self.is_amber), self.url)

    @property
    def _place(self) -> tuple[object, ...]:
        return self.response.assessment_id, self.response.pk, self.question.key

    @property
    def is_amber(self) -> bool:
        """Whether what proved the answer has expired."""
        standing = ((line.evidence.grade, line.evidence.valid_until) for line in self.lines)
        return is_amber(standing, self.reader.today)


def foot_of(count: ProofCount, url: str) -> Extra:
    """The link at the foot of a question: how many proofs it has, and whether they have expired."""
    if not count.standing:
        return Extra("paperclip", _("Attach proof"), url)
    if count.is_amber:
        return Extra("clock-history", _("Proof expired"), url, Tone.WARN)
    said = ngettext("%(n)d proof", "%(n)d proofs", count.standing) % {"n": count.standing}
    return Extra("paperclip", said, url, Tone.OK)


def answer_with_panel(
    request: ActorRequest,
    response: Response,
    question: Question,
    *,
    form: ProofForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The panel: a fragment for htmx, a whole page for a plain click."""
    panel = _panel(request, response, question, form, refusal)
    template = "assessments/_proof_panel.html" if request.htmx else "assessments/proof_panel.html"
    around = "page.html" if panel.reader.inside else "base_portal.html"
    return render(request, template, {"panel": panel, "around": around}, status=status)


def attach(request: ActorRequest, response: Response, question: Question) -> HttpResponse:
    """Attach what was sent, and show the panel with it."""
    form = _proof_form(request, response, question, posted=True)
    if not form.is_valid():
        return answer_with_panel(request, response, question, form=form, status=422)
    try:
        add_proof(
            by=request.actor, response=response, question=question, proof=form.proof(), now=timezone.now()
        )
    except ResponseClosed as closed:
        return answer_with_panel(request, response, question, refusal=closed.reason, status=409)
    except (FileRefused, Refused) as refused:
        field = getattr(refused, "field", "file")
        form.add_error(field if field in form.fields else None, refused.reason)
        return answer_with_panel(request, response, question, form=form, status=422)
    return done(request, response, question, _("Attached."))


def done(request: ActorRequest, response: Response, question: Question, said: str) -> HttpResponse:
    """The panel after a change."""
    if request.htmx:
        return answer_with_panel(request, response, question)
    messages.success(request, said)
    return redirect(_panel(request, response, question, None, "").url)


def download(document: Document | None) -> FileResponse:
    """A document as an attachment; what this reader may not have is not there."""
    if document is None:
        raise Http404
    try:
        return attachment(document.key, name=document.name, media_type=document.media_type)
    except FileMissing as missing:
        raise Http404 from missing


def _panel(
    request: ActorRequest, response: Response, question: Question, form: ProofForm | None, refusal: str
) -> ProofPanel:
    reader, actor = reader_of(request), request.actor
    verifies = may_verify(actor, response.assessment)
    lines = [_line(request, each, reader, verifies) for each in proofs_of(actor, response, question)]
    if form is None and may_add(actor, response):
        form = _proof_form(request, response, question, posted=False)
    return ProofPanel(
        response=response,
        question=question,
        lines=tuple(line for line in lines if line.evidence.stands),
        withdrawn=tuple(line for line in lines if not line.evidence.stands),
        form=form,
        reader=reader,
        refusal=refusal,
    )


def _line(request: ActorRequest, evidence: Evidence, reader: Reader, verifies: bool) -> ProofLine:
    if not evidence.stands or evidence.roster_id is not None:
        return ProofLine(evidence, reader.today, reader)
    names = f"proof-{evidence.pk}-%s"
    grading = GradeForm(
        initial={"grade": evidence.grade}, has_document=bool(evidence.document_id), auto_id=f"grade-{names}"
    )
    return ProofLine(
        evidence,
        reader.today,
        reader,
        grade_form=grading if verifies else None,
        withdraw_form=WithdrawForm(auto_id=names) if may_withdraw(request.actor, evidence) else None,
    )


def _proof_form(request: ActorRequest, response: Response, question: Question, *, posted: bool) -> ProofForm:
    data = (request.POST, request.FILES) if posted else ()
    return ProofForm(
        *data,
        documents=documents_to_pick(request.actor, response),
        may_verify=may_verify(request.actor, response.assessment),
        auto_id=f"new-proof-{question.pk}-%s",
    )
