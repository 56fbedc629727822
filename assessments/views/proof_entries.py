"""What proof puts into other pages: the foot of a question, a provider's documents, reminders."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assessments.actions.expiring import expiring_proof
from assessments.actions.reminding import remind_from
from assessments.domain.evidence import has_expired
from assessments.domain.questionnaire import Side
from assessments.models import Document, Evidence, Response
from assessments.queries import questionnaire_of
from assessments.queries.evidence import NO_PROOF, documents_about, proof_counts
from assessments.views.extras import Extra, register_extras
from assessments.views.proving import foot_of
from outsourcing.actors import Actor, ActorKind
from outsourcing.files.claims import Claim, register_claims
from outsourcing.ui.registry import Tab, register_tab
from providers.models import Provider


def register() -> None:
    """Put proof where it is seen."""
    register_claims(document_claims)
    register_extras(proof_extras)
    register_tab("provider", DOCUMENTS)
    remind_from(expiring_proof)


def document_claims() -> list[Claim]:
    """The files of all documents."""
    rows = Document.objects.order_by("pk").values_list("key", "size", "sha256")
    return [Claim(key, size, sha256) for key, size, sha256 in rows]


def proof_extras(actor: Actor, response: Response) -> Mapping[str, tuple[Extra, ...]]:
    """How many proofs each question has, and whether they have expired."""
    counts = proof_counts(actor, response, localdate())
    page = "portal-proof-panel" if actor.kind is ActorKind.CONTACT else "proof-panel"
    # The address is made once: a reverse for each of a hundred questions would cost more than the rest.
    url = reverse(f"assessments:{page}", args=[response.assessment_id, response.pk, "question-key"])
    keys = questionnaire_of(response.assessment.version).keys_by_side[Side(response.side)]
    return {key: (foot_of(counts.get(key, NO_PROOF), url.replace("question-key", key)),) for key in keys}


def documents_tab(actor: Actor, page_of: object, today: date) -> Mapping[str, object]:
    """The documents about a provider, what they prove, and which have expired."""
    if not isinstance(page_of, Provider):
        raise TypeError(page_of)
    uses = documents_about(actor, page_of)
    expired = {use.document.pk for use in uses if any(_is_expired(proof, today) for proof in use.proofs)}
    return {"uses": uses, "expired": expired, "today": today}


DOCUMENTS = Tab("documents", _("Documents"), 60, "assessments/_documents_tab.html", documents_tab)


def _is_expired(proof: Evidence, today: date) -> bool:
    return proof.stands and has_expired(proof.valid_until, today)
