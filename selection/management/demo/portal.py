"""One provider whose own people answer: a contact who has begun, and the colleague she handed a part to."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from assessments.actions import open_assessment, subject_of_provider
from assessments.actions.asking import ask_contact, ask_newcomer
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Template
from assessments.queries.portal import sections_asked
from outsourcing.actors import Actor
from providers.actions import accept_invitation, make_letter
from providers.domain.secrets import hash_of
from providers.models import Provider
from selection.management.demo.answers import Inventor
from selection.management.demo.filling import Filling, fill
from selection.management.demo.profiles import AIMS, FIXED
from selection.management.demo.world import SEED

ASKED_AGO, HANDED_ON_AGO = timedelta(days=3), timedelta(days=1)
IN_THE_MORNING = time(9, 40)
NOTE = (
    "We would like to hear it from you before our visit. Where a figure is not at hand, an honest estimate with a "
    "note is better than none."
)


def asked_people(providers: Mapping[str, Provider], by: Actor, now: datetime) -> None:
    """Camila Restrepo of Altura was invited three days ago, came in, and has answered some."""
    opened = _morning(now - ASKED_AGO)
    assessment = _opened(providers["altura"], by, opened)
    contact = providers["altura"].contacts.get(name="Camila Restrepo")
    asking = ask_contact(
        by=by,
        assessment=assessment,
        contact=contact,
        sections=[],
        note=NOTE,
        expires_at=opened + timedelta(days=14),
        now=opened,
        mail=False,
    )
    letter = make_letter(invitation_id=asking.invitation_id, now=now)
    if letter is None:
        raise LookupError("The invitation of the demo opens nothing.")
    accept_invitation(token_hash=hash_of(letter.token), address="", now=opened + timedelta(hours=2))
    _answered(assessment, contact.as_actor(), opened + timedelta(hours=3))
    ask_newcomer(
        by=contact.as_actor(),
        assessment=assessment,
        name="Julián Ospina",
        email="julian.ospina@altura-services.example",
        sections=list(sections_asked(assessment)[1:2]),
        note="Julián, you know the recovery tests better than I do.",
        expires_at=now + timedelta(days=14),
        now=_morning(now - HANDED_ON_AGO),
        mail=False,
        handed_on_by=asking,
    )


def _morning(day: datetime) -> datetime:
    return datetime.combine(day, IN_THE_MORNING, day.tzinfo)


def _opened(provider: Provider, by: Actor, now: datetime) -> Assessment:
    return open_assessment(
        by=by,
        version=Template.objects.get(key="infrastructure").versions.get(state="published"),
        subject=subject_of_provider(by=by, provider=provider),
        title=f"Infrastructure and systems: {provider.name}, in their own words",
        due_on=(now + timedelta(days=12)).date(),
        now=now,
    )


def _answered(assessment: Assessment, by: Actor, begins: datetime) -> None:
    inventor = Inventor(
        seed=f"{SEED} altura portal",
        aim=AIMS["altura"].get("infrastructure", 0.6),
        today=begins.date(),
        fixed=dict(FIXED.get("altura", {})),
        texts={},
    )
    response = assessment.responses.select_related("assessment__version").get(side=Side.PROVIDER, party="")
    fill(Filling(response, by, begins, share=0.4), inventor)
