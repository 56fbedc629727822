"""Who was asked to answer alone, for whoever manages it: names and states, never what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.models import Assessment, Response, ResponseState
from assessments.queries.access import manageable_assessments
from outsourcing.actors import Actor


@dataclass(frozen=True)
class AskedAlone:
    """One person who answers alone, and whether the answer was handed in."""

    name: str
    side_label: str
    submitted_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Asked, and nothing handed in yet."""
        return self.submitted_at is None


def asked_alone(actor: Actor, assessment: Assessment) -> Sequence[AskedAlone]:
    """Everybody asked alone, those who still owe their answer first; nobody for whoever does not manage it.

    How far they have come is left out too: a rating under way is the rater's own.
    """
    managed = manageable_assessments(actor).filter(pk=assessment.pk).order_by().values("pk")
    responses = Response.objects.filter(assessment__in=managed).exclude(party="")
    people = [
        AskedAlone(
            name=each.party_name or each.party,
            side_label=each.get_side_display(),
            submitted_at=each.submitted_at if each.state == ResponseState.SUBMITTED else None,
        )
        for each in responses
    ]
    return sorted(people, key=lambda one: (not one.is_waiting, one.side_label, one.name))
