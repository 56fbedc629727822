"""A provider's questionnaire that a lead asks about, and contacts who come into the portal."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.utils import timezone

from assessments.actions.asking import ask_contact
from assessments.actions.releasing import release_results
from assessments.models import Asking, Assessment, Release, Response, Section
from outsourcing.accounts.models import User
from outsourcing.celery import celery_app
from outsourcing.jobs.models import OwedWork, WorkState
from providers.models import Contact
from tests.assessments import factories
from tests.people import htmx, person, signed_in
from tests.providers.factories import contact

WEIGHT, SENTENCE, RATING_NOTE = 173.25, "KNOCKOUT-CANARY there is no reserve", "NOTE-CANARY too optimistic"
OTHER_PROVIDER = "OTHERPROVIDER-CANARY Ltd"
KNOCKOUT = {"rule": "equals", "operand": "no", "applies": "always", "sentence": SENTENCE}
SIDES = ["provider"]


def sections(questions: int = 2) -> list[factories.Json]:
    """Two sections for the provider, one of which evaluators rate too."""
    many = [
        factories.question(f"line-{number}", factories.SCALE, WEIGHT, sides=SIDES)
        for number in range(questions - 1)
    ]
    return [
        factories.section(
            "recruiting",
            *many,
            factories.question("bench", factories.YES_NO, 1, sides=SIDES, knockout=KNOCKOUT),
        ),
        factories.section(
            "leaders",
            factories.question("story", factories.TEXT, 1, sides=["provider"]),
            factories.question("rated", factories.SCALE, 1, sides=["evaluator"]),
        ),
    ]


@dataclass(frozen=True)
class Asked:
    """A lead, what they ask, and the contact who answers."""

    lead: User
    assessment: Assessment
    asking: Asking
    contact: Contact

    @property
    def response(self) -> Response:
        """The provider's response."""
        return Response.objects.select_related("assessment__version").get(pk=self.asking.response_id)

    @property
    def page(self) -> str:
        """The filling page in the portal."""
        return f"/portal/assessments/{self.assessment.pk}/{self.asking.response_id}/"

    @property
    def inside(self) -> str:
        """The page of the house on which its people are asked."""
        return f"/assessments/{self.assessment.pk}/provider-people/"

    def question(self, key: str) -> str:
        """One question in the portal."""
        return f"{self.page}questions/{key}/"


def asked(
    name: str = "Asha Rao", *, questions: int = 2, provider: str = "", lead: User | None = None
) -> Asked:
    """A contact who was invited and has not come yet; the mail waits."""
    lead = lead or person("procurement_lead", name="Marieke Kuipers")
    assessed = factories.assessment(
        *sections(questions), by=lead.as_actor(), opening_sides=("evaluator", "provider")
    )
    of = assessed.subject.provider
    assert of
    if provider:
        of.name = provider
        of.save()
    return ask(
        lead, assessed, contact(of, name, email=f"{name.split(maxsplit=1)[0].lower()}-{of.pk}@kaveri.example")
    )


def ask(lead: User, assessed: Assessment, who: Contact, *only: Section) -> Asked:
    """One more contact is asked for all of it, or for these sections."""
    now = timezone.now()
    asking = ask_contact(
        by=lead.as_actor(),
        assessment=assessed,
        contact=who,
        sections=list(only),
        note="Please answer by Friday.",
        expires_at=now + timedelta(days=14),
        now=now,
        mail=True,
    )
    return Asked(lead, assessed, asking, who)


def work_off(*tasks: str) -> None:
    """Do owed work in this process, all of it or that of these names."""
    celery_app.loader.import_default_modules()
    owed = OwedWork.objects.filter(state=WorkState.QUEUED)
    while work := (owed.filter(task__in=tasks) if tasks else owed).order_by("task", "pk").first():
        celery_app.tasks[work.task](work.key)


def path_in(message: int = -1) -> str:
    """The path of the link in a mail."""
    work_off("providers.invite")
    found = re.search(r"https?://[^/\s]+(/portal/invitation/\S+/)", str(mail.outbox[message].body))
    assert found, mail.outbox[message].body
    return found.group(1)


def code_in(message: int = -1) -> str:
    """The code in a mail."""
    found = re.search(r"^(\d{8})$", str(mail.outbox[message].body), re.MULTILINE)
    assert found, mail.outbox[message].body
    return found.group(1)


def come_in(path: str, client: Client | None = None) -> Client:
    """Follow a link and press the button."""
    browser = client or Client()
    browser.get(path)
    answer = browser.post("/portal/invitation/")
    assert answer.status_code == 302, answer.status_code
    return browser


def inside(of: Asked) -> Client:
    """The contact, come in by the mailed link."""
    return come_in(path_in())


def lead_of(of: Asked) -> Client:
    """The lead's browser."""
    return signed_in(of.lead)


def save(client: Client, of: Asked, key: str, value: object, version: int = 0) -> int:
    """Send one answer as the page's script does; the status."""
    data = {"row_version": version, "value": value}
    return client.post(of.question(key), data, headers=htmx()).status_code


def release_of(of: Asked) -> Release:
    """Results that were released; a rating stands behind them."""
    rated = factories.response_of(of.assessment)
    factories.answered(rated, "rated", 4, note=RATING_NOTE)
    work_off("assessments.score")
    return release_results(
        by=of.lead.as_actor(),
        assessment=Assessment.objects.get(pk=of.assessment.pk),
        said={"rated": (("Assessed", "4 – Good"),)},
        message="Thank you for answering.",
        now=timezone.now(),
    )
