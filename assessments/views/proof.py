"""Pages of proof: below a question, and all of an assessment's at once."""

from collections.abc import Callable

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.proving import grade_proof, withdraw_proof
from assessments.actions.refusals import Refused
from assessments.domain.evidence import Grade
from assessments.forms.proof import GradeForm, WithdrawForm
from assessments.models import Evidence, Question, Response
from assessments.queries.evidence import visible_document
from assessments.views import places, proof_places, proving
from assessments.views.proof_list import proof_list
from assessments.views.readers import reader_of
from outsourcing.guards import ActorRequest, guarded


@guarded(of=places.READ)
@require_safe
def panel(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What proves this answer?"""
    response, question = proof_places.question_read(request.actor, pk, response_pk, key)
    return proving.answer_with_panel(request, response, question)


@guarded(of=places.ANSWERED)
@require_POST
def add(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """Attach proof to an answer of one's own."""
    response = places.own_response(request.actor, pk, response_pk)
    return proving.attach(request, response, places.own_question(request.actor, response, key))


@guarded(of=proof_places.PROOF)
@require_POST
def grade(request: ActorRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Say how well a proof supports its answer."""
    evidence = proof_places.readable_proof(request.actor, pk, evidence_pk)
    form = GradeForm(request.POST, has_document=bool(evidence.document_id))

    def act() -> str:
        grade_proof(
            by=request.actor,
            evidence=evidence,
            grade=Grade(form.cleaned_data["grade"]),
            note=form.cleaned_data["note"],
            now=timezone.now(),
        )
        return _("Graded.")

    return _change(request, evidence, form, act)


@guarded(of=proof_places.PROOF)
@require_POST
def withdraw(request: ActorRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Take a proof back, for a reason."""
    evidence = proof_places.readable_proof(request.actor, pk, evidence_pk)
    form = WithdrawForm(request.POST)

    def act() -> str:
        withdraw_proof(
            by=request.actor, evidence=evidence, reason=form.cleaned_data["reason"], now=timezone.now()
        )
        return _("Withdrawn. It stays in the history.")

    return _change(request, evidence, form, act)


@guarded(of=places.SEEN)
@require_safe
def show_list(request: ActorRequest, pk: int) -> HttpResponse:
    """What is proven, how well, and until when?"""
    assessment = places.visible_assessment(request.actor, pk)
    context = {"proof": proof_list(request.actor, assessment, reader_of(request)), "assessment": assessment}
    return render(request, "assessments/proof.html", context)


@guarded(of=proof_places.DOCUMENT)
@require_safe
def document(request: ActorRequest, pk: int) -> FileResponse:
    """A document, as an attachment."""
    return proving.download(visible_document(request.actor, pk))


def _change(
    request: ActorRequest, evidence: Evidence, form: GradeForm | WithdrawForm, act: Callable[[], str]
) -> HttpResponse:
    response, question = _place(evidence)
    if not form.is_valid():
        said = " ".join(str(fault) for faults in form.errors.values() for fault in faults)
        return proving.answer_with_panel(request, response, question, refusal=said, status=422)
    try:
        said = act()
    except Refused as refused:
        return proving.answer_with_panel(request, response, question, refusal=refused.reason, status=409)
    return proving.done(request, response, question, said)


def _place(evidence: Evidence) -> tuple[Response, Question]:
    return evidence.response, evidence.question
