"""People, addresses and pages for the tests of this folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.test import Client

from assessments.actions import grant
from assessments.models import Assessment, Capability, Response
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from tests.assessments import factories
from tests.people import htmx, person, signed_in

Json = Mapping[str, object]


class Reply(Protocol):
    """What a test looks at in an answer of the product."""

    @property
    def status_code(self) -> int:
        """The status."""
        ...

    @property
    def content(self) -> bytes:
        """The page."""
        ...


@dataclass(frozen=True)
class Filling:
    """A lead who fills the evaluators' response of a small checklist."""

    lead: User
    client: Client
    assessment: Assessment
    response: Response

    @property
    def page(self) -> str:
        """The filling page."""
        return f"/assessments/{self.assessment.pk}/answer/{self.response.pk}/"

    def question(self, key: str) -> str:
        """The address of one question."""
        return f"{self.page}questions/{key}/"

    def save(self, key: str, value: object = "", *, version: object = 0, **more: object) -> Reply:
        """Send one answer as the page's script does."""
        data = {"row_version": version, "value": value, **more}
        return self.client.post(self.question(key), data, headers=htmx())


def filling(*sections: Json) -> Filling:
    """An open assessment that a procurement lead fills."""
    lead = person("procurement_lead", name="Marieke Kuipers")
    assessed = factories.assessment(*sections, by=lead.as_actor())
    return Filling(lead, signed_in(lead), assessed, factories.response_of(assessed))


def colleague(of: Filling, capability: Capability = Capability.ANSWER, name: str = "Jonas Okafor") -> Filling:
    """Somebody else to whom the same assessment was handed."""
    user = person("evaluator", name=name)
    grant(
        by=of.lead.as_actor(),
        to_kind=ActorKind.USER,
        to_id=str(user.pk),
        assessment=of.assessment,
        capability=capability,
    )
    return Filling(user, signed_in(user), of.assessment, of.response)


def text_of(reply: Reply) -> str:
    """What came back, with its white space evened out."""
    return " ".join(reply.content.decode().split())
