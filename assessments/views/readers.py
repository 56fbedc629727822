"""How whoever asks looks at a sheet."""

from dataclasses import dataclass, field
from datetime import date

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

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

    def address(self, page: str, *place: object) -> str:
        """Where this page of a response stands for them: inside, or in the portal."""
        return reverse(f"assessments:{page}" if self.inside else f"assessments:portal-{page}", args=place)

    def name_of(self, kind: str, name: str) -> str:
        """Who saved something; to the provider's people only names of their own."""
        return name if self.inside or kind == ActorKind.CONTACT else gettext("whoever asks you")


def reader_of(request: ActorRequest) -> Reader:
    """The reader who sent this request; contacts of other companies are outside."""
    return Reader(
        today=timezone.localdate(),
        inside=request.actor.kind is not ActorKind.CONTACT,
        csrf_token=get_token(request),
    )
