"""Proofs and documents as this or that reader may see them: who reads an answer reads what proves it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.domain.evidence import Grade, has_expired
from assessments.domain.questionnaire import RATERS, Side
from assessments.models import (
    Assessment,
    Capability,
    Document,
    Envelope,
    Evidence,
    Grant,
    Question,
    Response,
)
from assessments.queries.access import answerable_responses, readable_responses
from assessments.queries.discretion import discreetly
from assessments.queries.proven import STANDING
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor, ActorKind, Permission
from providers.models import Provider

SEALED = Q(response__assessment__sealed_until_opened=True, question__section__envelope=Envelope.PRICE)


@dataclass(frozen=True)
class ProofCount:
    """How many proofs of a question stand, and whether the question has expired proof only."""

    standing: int
    is_amber: bool


NO_PROOF = ProofCount(standing=0, is_amber=False)


@dataclass(frozen=True)
class DocumentUse:
    """A document with the proofs that it gives, as far as the reader may see them."""

    document: Document
    proofs: tuple[Evidence, ...]

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The assessments in which it proves something."""
        return tuple({each.response.assessment_id: each.response.assessment for each in self.proofs}.values())

    @property
    def standing(self) -> int:
        """How many answers it proves."""
        return sum(each.stands for each in self.proofs)


def readable_evidence(actor: Actor) -> QuerySet[Evidence]:
    """The proofs of answers that this actor may read, withdrawn ones too, with all that a page shows of them.

    Sealed ones only where they are the actor's own to answer; contacts see what their own side attached.
    """
    readable = readable_responses(actor).order_by().values("pk")
    own = answerable_responses(actor).order_by().values("pk")
    rows = Evidence.including_sealed.filter(
        Q(response__in=own) | Q(response__in=readable, response__is_set_aside=False) & ~SEALED
    )
    if not actor.may(Permission.READ_ALL_ASSESSMENTS):
        granted = _reaching(actor, "question__section")
        rows = rows.filter(Exists(granted.filter(assessment=OuterRef("response__assessment"))))
    if actor.kind is ActorKind.CONTACT:
        rows = rows.filter(response__side=Side.PROVIDER)
    rows = rows.select_related(
        *("document", "roster", "question__section"),
        *("response__assessment__version__template", "response__assessment__subject__provider"),
    )
    rows = rows.defer("roster__layout", "roster__preview", "roster__reading", "roster__comparison")
    return discreetly(actor, rows, "response__assessment")


@dataclass(frozen=True)
class ProofSummary:
    """How many answers rest on expired proof, and how many questions ask for proof in vain."""

    expired: int
    wanted: int


def proof_summary(actor: Actor, assessment: Assessment, today: date) -> ProofSummary:
    """The same for the overview, in two reads."""
    rows = readable_evidence(actor).filter(STANDING, response__assessment=assessment.pk)
    standing = _by_question(rows)
    return ProofSummary(
        expired=sum(is_amber(proofs, today) for proofs in standing.values()),
        wanted=len(questions_wanting_proof(actor, assessment, standing.keys())),
    )


def proofs_in(actor: Actor, assessment: Assessment) -> Sequence[Evidence]:
    """The readable proofs of an assessment, in the order of its questions."""
    rows = readable_evidence(actor).filter(response__assessment=assessment.pk)
    return list(rows.order_by("question__section__position", "question__position", "added_at", "pk"))


def proofs_of(actor: Actor, response: Response, question: Question) -> Sequence[Evidence]:
    """The readable proofs of one question, whichever response they were attached to."""
    rows = readable_evidence(actor).filter(response__assessment=response.assessment_id)
    of_question = rows.filter(question__key=question.key).prefetch_related("gradings")
    return list(of_question.order_by("added_at", "pk"))


def questions_wanting_proof(actor: Actor, assessment: Assessment, proven: Collection[str]) -> list[Question]:
    """The questions that ask for proof and have none that stands, as far as this actor reads them.

    What lies in a sealed envelope is left out: what is attached there is not told.
    """
    rows = Question.objects.filter(version=assessment.version_id).exclude(proof="").exclude(key__in=proven)
    if assessment.sealed_until_opened:
        rows = rows.exclude(section__envelope=Envelope.PRICE)
    if not actor.may(Permission.READ_ALL_ASSESSMENTS):
        rows = rows.filter(Exists(_reaching(actor, "section").filter(assessment=assessment.pk)))
    return list(rows.select_related("section").order_by("section__position", "position"))


def readable_question(actor: Actor, response: Response, key: str) -> Question | None:
    """The question of this key, if this response is asked it and the actor reads its section."""
    assessment = response.assessment
    if key not in questionnaire_of(assessment.version).keys_by_side[Side(response.side)]:
        return None
    rows = Question.objects.select_related("section").filter(version=assessment.version_id, key=key)
    if not actor.may(Permission.READ_ALL_ASSESSMENTS):
        rows = rows.filter(Exists(_reaching(actor, "section").filter(assessment=assessment.pk)))
    return rows.first()


def proof_counts(actor: Actor, response: Response, today: date) -> Mapping[str, ProofCount]:
    """The standing proofs of each question of an assessment, by its key; mostly there are none to read."""
    if not Evidence.objects.filter(STANDING, response__assessment=response.assessment_id).exists():
        return {}
    rows = readable_evidence(actor).filter(STANDING, response__assessment=response.assessment_id)
    return {
        key: ProofCount(len(proofs), is_amber(proofs, today)) for key, proofs in _by_question(rows).items()
    }


def is_amber(proofs: Iterable[tuple[str, date | None]], today: date) -> bool:
    """Whether something has expired and nothing valid, beyond what was told, stands beside it."""
    expired = holding = False
    for grade, valid_until in proofs:
        if has_expired(valid_until, today):
            expired = True
        elif grade != Grade.TOLD:
            holding = True
    return expired and not holding


def visible_document(actor: Actor, pk: int) -> Document | None:
    """A document that proves something this actor may read; under a neutral name where names are hidden."""
    rows = list(readable_evidence(actor).filter(document=pk))
    hidden = [row for row in rows if getattr(row, "hides_names", False)]
    return next((row.document for row in hidden or rows), None)


def documents_to_pick(actor: Actor, response: Response) -> Sequence[Document]:
    """The documents about the same subject that may prove an answer of this response, newest first.

    While names are hidden they are those of this assessment alone: others would tell whom it is about.
    """
    of_response = Assessment.objects.filter(pk=response.assessment_id)
    rows = readable_evidence(actor).filter(document__isnull=False)
    if getattr(response.assessment, "is_covered", False):
        rows = rows.filter(response__assessment=response.assessment_id)
    else:
        rows = rows.filter(document__subject__in=of_response.order_by().values("subject"))
    if response.side == Side.PROVIDER:
        rows = rows.filter(document__side=Side.PROVIDER)
    found = {row.document_id: row.document for row in rows.order_by("-document", "pk") if row.document}
    return list(found.values())


def documents_about(actor: Actor, provider: Provider) -> Sequence[DocumentUse]:
    """The documents about a provider and what they prove; where names are hidden, none."""
    rows = readable_evidence(actor).filter(Q(hides_names=False), document__subject__provider=provider)
    uses: dict[int, tuple[Document, list[Evidence]]] = {}
    for row in rows.order_by("-document__uploaded_at", "-document", "pk"):
        if row.document is not None:
            uses.setdefault(row.document.pk, (row.document, []))[1].append(row)
    return [DocumentUse(document, tuple(proofs)) for document, proofs in uses.values()]


def may_verify(actor: Actor, assessment: Assessment) -> bool:
    """Whether this actor may say that something was shown or verified: who manages it, or rates in it."""
    if actor.kind is not ActorKind.USER:
        return False
    if _may_manage(actor, assessment):
        return True
    rated = answerable_responses(actor).filter(assessment=assessment.pk, side__in=RATERS)
    return rated.exists()


def may_add(actor: Actor, response: Response) -> bool:
    """Whether this actor may attach proof: who answers, and once it is submitted who manages it."""
    if response.submitted_at is None:
        return answerable_responses(actor).filter(pk=response.pk).exists()
    return _may_manage(actor, response.assessment)


def may_withdraw(actor: Actor, evidence: Evidence) -> bool:
    """Whether this actor may withdraw it: who manages the assessment, or who added it to a draft.

    What a roster proves goes with the roster alone.
    """
    if evidence.roster_id is not None:
        return False
    added = (evidence.added_by_kind, evidence.added_by_id) == (actor.kind, actor.id)
    return (added and evidence.response.submitted_at is None) or _may_manage(
        actor, evidence.response.assessment
    )


def _may_manage(actor: Actor, assessment: Assessment) -> bool:
    granted = Grant.objects.filter(
        actor_kind=actor.kind, actor_id=actor.id, assessment=assessment.pk, capability=Capability.MANAGE
    )
    return granted.exists()


def _by_question(rows: QuerySet[Evidence]) -> Mapping[str, Sequence[tuple[str, date | None]]]:
    found: dict[str, list[tuple[str, date | None]]] = {}
    for key, grade, valid_until in rows.order_by().values_list("question__key", "grade", "valid_until"):
        found.setdefault(key, []).append((grade, valid_until))
    return found


def _reaching(actor: Actor, section: str) -> QuerySet[Grant]:
    """What the actor was granted that reaches this section: of all of it, or of the section itself."""
    granted = Grant.objects.filter(actor_kind=actor.kind, actor_id=actor.id)
    return granted.filter(Q(section__isnull=True) | Q(section=OuterRef(section)))
