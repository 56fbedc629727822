"""Keeps a file that one side attached as a document about a subject: the same file twice is one document."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from assessments.domain.questionnaire import Side
from assessments.models import Document
from outsourcing.actors import Actor
from outsourcing.files.accepting import AcceptedFile
from outsourcing.files.storing import discard


def keep_document(
    *,
    by: Actor,
    subject_id: int,
    side: Side,
    file: AcceptedFile,
    key: str,
    now: datetime,
    valid_until: date | None = None,
) -> Document:
    """The document of a file that was stored under this key; where it was there already, that one."""
    same = {"subject_id": subject_id, "side": side, "sha256": file.sha256}
    present = Document.objects.filter(**same).first()
    if present is None:
        made = Document(
            **same,
            key=key,
            name=file.name,
            size=file.size,
            media_type=file.kind.media_type,
            valid_until=valid_until,
            uploaded_at=now,
            uploaded_by_kind=by.kind,
            uploaded_by_id=by.id,
            uploaded_by_name=by.name[:200],
        )
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            # Somebody uploaded the same file at the same moment; theirs stands.
            present = Document.objects.get(**same)
        else:
            return made
    discard(key)
    return present
