"""What people make of a preparation: who takes it, what proves that it is done, or why it is not needed.

Every move takes the lock of the assessment's figures first: of two people who do the same, one does it and
the other is told.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.documents import keep_document
from assessments.actions.preparing.keeping import lock_preparation, recount
from assessments.actions.preparing.parts import let_see, require_part
from assessments.actions.refusals import Refused
from assessments.domain.preparing import PreparationState
from assessments.domain.questionnaire import Side
from assessments.models import AssessmentState, Document, Preparation, Preparedness
from outsourcing.actors import Actor, ActorKind
from outsourcing.audit.actions import record
from outsourcing.files.accepting import AcceptedFile
from outsourcing.files.storing import discard, store

OPEN, DONE, NOT_NEEDED = PreparationState.OPEN, PreparationState.DONE, PreparationState.NOT_NEEDED
LONGEST_NOTE = 2000
LONGEST_REASON = 500
LONGEST_LINK = 500


@dataclass(frozen=True)
class Proof:
    """What shows that it was done: a note, a link or a file, at least one of them."""

    note: str = ""
    link: str = ""
    file: AcceptedFile | None = None

    def __bool__(self) -> bool:
        """Whether it shows anything."""
        return bool(self.note.strip() or self.link or self.file)


@transaction.atomic
def assign_preparation(
    *, by: Actor, preparation: Preparation, owner: Actor | None, due_on: date
) -> Preparation:
    """Name who sees to it and until when; nobody is named where no owner is given.

    Whoever of the house could not see the assessment yet may read it from now on.
    """
    kept, locked = _lock_open(by, preparation)
    if owner:
        let_see(by, owner, locked)
    locked.owner_kind, locked.owner_id = (str(owner.kind), owner.id) if owner else ("", "")
    locked.owner_name = owner.name[:200] if owner else ""
    locked.due_on = due_on
    if owner:
        locked.begun_at = locked.begun_at or locked.opened_at
    locked.save()
    return _moved(by, kept, locked, "preparation.assigned")


def finish_preparation(*, by: Actor, preparation: Preparation, proof: Proof, now: datetime) -> Preparation:
    """Say that it is done, and what shows it; raises Refused where somebody else settled it first.

    The file is stored before the transaction, so that nobody waits for a disk; where its row does not follow,
    it is taken away again.
    """
    key = store(proof.file) if proof.file else ""
    try:
        return _finish(by=by, preparation=preparation, proof=proof, key=key, now=now)
    except BaseException:
        if key:
            discard(key)
        raise


@transaction.atomic
def set_not_needed(*, by: Actor, preparation: Preparation, reason: str, now: datetime) -> Preparation:
    """Say why it is not needed here; it stops being required, and the reason stays."""
    words = _readable("reason", reason, LONGEST_REASON)
    if not words:
        raise Refused("reason", "reason_needed", _("Say why it is not needed; the reason is kept."))
    kept, locked = _lock_open(by, preparation)
    locked.reason = words
    _settle(locked, by, NOT_NEEDED, now)
    return _moved(by, kept, locked, "preparation.not_needed")


@transaction.atomic
def reopen_preparation(*, by: Actor, preparation: Preparation) -> Preparation:
    """Take back that it is done or not needed; what was said and attached stays. Twice is as once.

    The provider's people take back what they said themselves.
    """
    kept, locked = lock_preparation(preparation)
    if locked.state not in (DONE, NOT_NEEDED):
        return locked
    _require_live(locked)
    require_part(by, kept, locked)
    if by.kind is ActorKind.CONTACT and locked.settled_by_kind != ActorKind.CONTACT:
        raise Refused("state", "not_yours", _("This was settled by whoever asks you. Nothing was changed."))
    locked.state, locked.settled_at, locked.reason = str(OPEN), None, ""
    locked.settled_by_kind = locked.settled_by_id = locked.settled_by_name = ""
    locked.save()
    return _moved(by, kept, locked, "preparation.reopened")


@transaction.atomic
def _finish(*, by: Actor, preparation: Preparation, proof: Proof, key: str, now: datetime) -> Preparation:
    note = _readable("note", proof.note, LONGEST_NOTE)
    kept, locked = _lock_open(by, preparation)
    # What was attached before it was reopened still proves it.
    locked.note, locked.link = note or locked.note, _link(proof.link) or locked.link
    if proof.file:
        locked.document = _document(by, locked, proof.file, key, now)
    if not (locked.note or locked.link or locked.document_id):
        text = _("Say what was done, or attach a file or a link that shows it.")
        raise Refused("note", "proof_needed", text)
    _settle(locked, by, DONE, now)
    return _moved(by, kept, locked, "preparation.done")


def _lock_open(by: Actor, preparation: Preparation) -> tuple[Preparedness, Preparation]:
    kept, locked = lock_preparation(preparation)
    _require_live(locked)
    require_part(by, kept, locked)
    if locked.state in (DONE, NOT_NEEDED):
        said = _("%(name)s settled this already: %(state)s. Nothing was changed.")
        words = {"name": locked.settled_by_name, "state": locked.get_state_display().lower()}
        raise Refused("state", "settled", said % words)
    if locked.state != OPEN:
        text = _("Nothing asks for this any more: the gap became smaller. Nothing was changed.")
        raise Refused("state", "retired", text)
    return kept, locked


def _require_live(preparation: Preparation) -> None:
    if preparation.assessment.state == AssessmentState.CANCELLED:
        text = _("This assessment was cancelled. Nothing was changed.")
        raise Refused("state", "cancelled", text)


def _link(address: str) -> str:
    """Only what a browser opens as a page; what would run as a script is refused."""
    words = _readable("link", address, LONGEST_LINK)
    if words and not words.startswith(("https://", "http://")):
        raise Refused("link", "no_link", _("A link begins with https:// or http://."))
    return words


def _settle(locked: Preparation, by: Actor, state: PreparationState, now: datetime) -> None:
    locked.state, locked.settled_at = str(state), now
    locked.settled_by_kind, locked.settled_by_id = str(by.kind), by.id
    locked.settled_by_name = by.name[:200]
    locked.begun_at = locked.begun_at or now
    locked.save()


def _document(by: Actor, of: Preparation, file: AcceptedFile, key: str, now: datetime) -> Document:
    return keep_document(
        by=by,
        subject_id=of.assessment.subject_id,
        side=Side.PROVIDER if by.kind is ActorKind.CONTACT else Side.SPONSOR,
        file=file,
        key=key,
        now=now,
    )


def _moved(by: Actor, kept: Preparedness, preparation: Preparation, action: str) -> Preparation:
    recount(kept)
    digest: dict[str, str | int] = {"scale": preparation.question_key, "side": str(preparation.side)}
    if preparation.document is not None:
        digest["sha256"] = preparation.document.sha256
    record(by=by, action=action, on=preparation, digest=digest)
    return preparation


def _readable(field: str, text: str, longest: int) -> str:
    if "\x00" in text or len(text) > longest:
        reason = _("This is too long, or holds a sign that cannot be stored.")
        raise Refused(field, "unreadable", reason)
    return text.strip()
