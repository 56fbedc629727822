"""How whoever asks looks at a sheet."""

from dataclasses import dataclass, field
from datetime import date

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language

from outsourcing.actors import ActorKind
from outsourcing.guards import ActorRequest


@dataclass(frozen=True, slots=True)
class Reader:
    """On which day somebody looks, in which language and time zone, and whether from inside the house.

    Those outside see no weights, shares, scores and knock-outs, and not what others said.
    """

    today: date
    inside: bool = True
    csrf_token: str = ""
    language: str = field(default_factory=lambda: get_language() or "")
    zone: str = field(default_factory=timezone.get_current_timezone_name)


def reader_of(request: ActorRequest) -> Reader:
    """The reader who sent this request; contacts of other companies are outside."""
    return Reader(
        today=timezone.localdate(),
        inside=request.actor.kind is not ActorKind.CONTACT,
        csrf_token=get_token(request),
    )
