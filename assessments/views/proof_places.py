"""From an address to the proof it names, for whoever asks; foreign equals missing."""

from django.http import Http404

from assessments.models import Evidence, Question, Response
from assessments.queries import readable_responses
from assessments.queries.evidence import readable_evidence, readable_question
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

PROOF = ObjectRule("proof", "who reads the answer that it proves")
DOCUMENT = ObjectRule("document", "who reads an answer that it proves")


def question_read(actor: Actor, pk: int, response_pk: int, key: str) -> tuple[Response, Question]:
    """A response that this actor may read, and a question of it in a section that they read."""
    response = readable_responses(actor).filter(pk=response_pk, assessment=pk).first()
    question = readable_question(actor, response, key) if response else None
    if response is None or question is None:
        raise Http404
    return response, question


def readable_proof(actor: Actor, pk: int, evidence_pk: int) -> Evidence:
    """A proof of an answer that this actor may read."""
    found = readable_evidence(actor).filter(pk=evidence_pk, response__assessment=pk).first()
    if found is None:
        raise Http404
    return found
