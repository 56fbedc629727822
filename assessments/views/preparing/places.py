"""From an address to the preparation it names, for whoever asks; foreign equals missing."""

from django.db.models import QuerySet
from django.http import Http404

from assessments.models import Assessment, Preparation
from assessments.queries.preparing import (
    preparations_to_do,
    preparations_to_hand_on,
    shared_with,
    visible_preparations,
)
from outsourcing.actors import Actor
from outsourcing.guards import ObjectRule

SEEN = ObjectRule("preparation", "who sees its assessment and rates nothing alone there any more")
TO_DO = ObjectRule("preparation to do", "its owner, and whoever was granted to manage its assessment")
TO_HAND_ON = ObjectRule("preparation to hand on", "whoever was granted to manage its assessment")
SHARED_BY = ObjectRule("preparations to share", "whoever was granted to manage their assessment")
SHARED_LIST = ObjectRule("preparations of a contact", "the contacts who are asked there, while shared")
SHARED = ObjectRule("preparation of a contact", "the contacts who are asked in its assessment, while shared")
THEIR_PART = ObjectRule("preparation for a contact to do", "the same, where it is not our side's alone")


def seen(actor: Actor, pk: int, preparation_pk: int) -> Preparation:
    """A preparation that this actor sees."""
    return _found(visible_preparations(actor), pk, preparation_pk)


def to_do(actor: Actor, pk: int, preparation_pk: int) -> Preparation:
    """A preparation that this actor may settle."""
    return _found(preparations_to_do(actor), pk, preparation_pk)


def to_hand_on(actor: Actor, pk: int, preparation_pk: int) -> Preparation:
    """A preparation whose owner this actor decides."""
    return _found(preparations_to_hand_on(actor), pk, preparation_pk)


def shared_assessment(actor: Actor, pk: int) -> Assessment:
    """An assessment whose preparations are shared with this contact."""
    found = shared_with(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _found(rows: QuerySet[Preparation], pk: int, preparation_pk: int) -> Preparation:
    row = rows.filter(pk=preparation_pk, assessment=pk).first()
    if row is None:
        raise Http404
    return row
