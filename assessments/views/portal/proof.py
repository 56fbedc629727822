"""Proof in the portal: the provider's people attach it, and see what their own side attached."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.actions.proving import withdraw_proof
from assessments.actions.refusals import Refused
from assessments.forms.proof import WithdrawForm
from assessments.queries.evidence import readable_evidence, visible_document
from assessments.views import proving
from assessments.views.portal import places
from outsourcing.guards import ActorRequest, ObjectRule, for_contacts

PROOF = ObjectRule("proof of a contact's own side", "the contacts who were asked for what it proves")
DOCUMENT = ObjectRule("document of a contact's own side", "the contacts who were asked for what it proves")


@for_contacts(of=places.ASKED)
@require_safe
def panel(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """What proves this answer?"""
    response = places.asked_response(request.actor, pk, response_pk)
    question = places.asked_question(request.actor, response, key)
    return proving.answer_with_panel(request, response, question)


@for_contacts(of=places.ASKED)
@require_POST
def add(request: ActorRequest, pk: int, response_pk: int, key: str) -> HttpResponse:
    """Attach proof to an answer of their own side."""
    response = places.asked_response(request.actor, pk, response_pk)
    return proving.attach(request, response, places.asked_question(request.actor, response, key))


@for_contacts(of=PROOF)
@require_POST
def withdraw(request: ActorRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Take a proof back, for a reason."""
    evidence = readable_evidence(request.actor).filter(pk=evidence_pk, response__assessment=pk).first()
    if evidence is None:
        raise Http404
    response = places.asked_response(request.actor, pk, evidence.response_id)
    question = places.asked_question(request.actor, response, evidence.question.key)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        withdraw_proof(by=request.actor, evidence=evidence, reason=reason, now=timezone.now())
    except Refused as refused:
        return proving.answer_with_panel(request, response, question, refusal=refused.reason, status=409)
    return proving.done(request, response, question, _("Withdrawn. It stays in the history."))


@for_contacts(of=DOCUMENT)
@require_safe
def document(request: ActorRequest, pk: int) -> FileResponse:
    """A document of their own side, as an attachment."""
    return proving.download(visible_document(request.actor, pk))
