"""How six people of the demo see each other: three of the sponsor, three of Kaveri; and what they prepare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessments.actions import add_response, save_answer, submit_response
from assessments.actions.asking import ask_contact
from assessments.actions.preparing import (
    Proof,
    assign_preparation,
    finish_preparation,
    prepare_assessment,
    set_not_needed,
    share_preparations,
)
from assessments.domain.questionnaire import Perspective, Side
from assessments.models import Assessment, Preparation, Question, Response
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM, Actor
from providers.actions import accept_invitation, make_letter
from providers.domain.secrets import hash_of
from providers.models import Contact, Provider

FILLED_AGO, PREPARED_AGO = timedelta(days=19), timedelta(days=4)
BETWEEN_ANSWERS = timedelta(minutes=2)
OURS = ("marieke.kramer", "joseph.okafor", "hanna.lindqvist")
THEIRS = ("Anita Rao", "Suresh Iyer", "Meera Nair")
NOTE = "Three of you and three of us, each alone: where does your side stand, and where do you see ours?"
Three = tuple[int, int, int]


@dataclass(frozen=True)
class Places:
    """Where three people of a side place their own on a scale, and where they see the other."""

    own: Three
    other: Three


# By question: the sponsor's three, then Kaveri's.
SCALES: Mapping[str, tuple[Places, Places]] = {
    "C1": (Places((2, 2, 3), (3, 3, 2)), Places((4, 3, 4), (2, 2, 2))),
    "C2": (Places((1, 2, 2), (2, 3, 2)), Places((3, 4, 3), (1, 2, 1))),
    "C3": (Places((2, 3, 2), (3, 3, 3)), Places((4, 4, 5), (2, 1, 2))),
    "C4": (Places((2, 1, 2), (2, 2, 3)), Places((4, 4, 3), (1, 2, 2))),
    "C5": (Places((2, 2, 1), (3, 3, 2)), Places((3, 3, 3), (2, 1, 1))),
    "C13": (Places((2, 1, 2), (3, 3, 4)), Places((5, 5, 4), (1, 1, 2))),
    "C14": (Places((2, 2, 3), (3, 3, 3)), Places((4, 3, 3), (2, 2, 1))),
    "C15": (Places((3, 4, 3), (3, 3, 4)), Places((3, 3, 4), (4, 4, 3))),
    "C16": (Places((4, 4, 5), (3, 3, 4)), Places((2, 2, 3), (4, 4, 4))),
    "C17": (Places((3, 3, 2), (3, 2, 3)), Places((2, 3, 2), (3, 3, 3))),
}
# What each says it knows, and how each tells five situations of the other side.
KNOWS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "C18": (("3", "4", "3"), ("3", "4", "4")),
    "C19": (("1-same-day", "1-same-day", "3-private"), ("1-same-day", "3-private", "1-same-day")),
    "C20": (("1-ask", "3-points", "1-ask"), ("1-ask", "1-ask", "3-points")),
    "C21": (("1-meeting", "3-after", "1-meeting"), ("1-meeting", "3-after", "3-after")),
    "C22": (("3-lead", "1-worker", "3-lead"), ("1-worker", "3-lead", "1-worker")),
    "C23": (("3-early", "1-kept", "1-kept"), ("1-kept", "3-early", "1-kept")),
}
# What was prepared since, by scale and what asked for it, and what shows it.
DONE: Mapping[tuple[str, str], str] = {
    ("C1", "minor"): "Notes of the calls of Tuesday and Thursday are in the shared folder.",
    ("C2", "minor"): "“This will be two days late, because …” hangs in both rooms.",
    ("C4", "minor"): "Minutes of two meetings, with what came up in the last round.",
    ("C5", "minor"): "All dates of the first study carry a P, T or G now.",
    ("C13", "minor"): "One page: eleven people, and who calls whom without asking.",
}
NOT_NEEDED = ("C16", "minor"), "The contract names one person for each deliverable; both sides signed it."
OVERDUE = ("C14", "minor")


def both_sides(people: Mapping[str, User], provider: Provider, now: datetime) -> None:
    """Six people hand in alone; what their gaps ask for is opened, shared, and partly done."""
    lead, filled = people["marieke.kramer"].as_actor(), now - FILLED_AGO
    assessment = _culture_of(provider)
    for number, key in enumerate(OURS):
        user = people[key]
        response = add_response(
            by=lead,
            assessment=assessment,
            side=Side.SPONSOR,
            party=f"user-{user.pk}",
            party_name=user.name,
            for_user=str(user.pk),
        )
        _rate(response, user.as_actor(), 0, number, filled)
    for number, name in enumerate(THEIRS):
        contact = provider.contacts.get(name=name)
        _rate(_come_in(assessment, contact, lead, filled), contact.as_actor(), 1, number, filled)
    prepare_assessment(by=SYSTEM, assessment_id=assessment.pk, now=filled)
    share_preparations(by=lead, assessment=assessment, now=filled + timedelta(days=1))
    _prepare(people, provider, assessment, now)


def _culture_of(provider: Provider) -> Assessment:
    culture = Assessment.objects.filter(subject__provider=provider, version__template__key="culture")
    return culture.select_related("version").latest("pk")


def _come_in(assessment: Assessment, contact: Contact, by: Actor, at: datetime) -> Response:
    asking = ask_contact(
        by=by,
        assessment=assessment,
        contact=contact,
        sections=[],
        note=NOTE,
        expires_at=at + timedelta(days=60),
        now=at,
        mail=False,
    )
    letter = make_letter(invitation_id=asking.invitation_id, now=at)
    if letter is None:
        raise LookupError("The invitation of the demo opens nothing.")
    accept_invitation(token_hash=hash_of(letter.token), address="", now=at + timedelta(minutes=20))
    return asking.response


def _rate(response: Response, by: Actor, side: int, number: int, begins: datetime) -> None:
    """Everything that one person answers: both views of each scale, and what they know of the other side."""
    fresh = Response.objects.select_related("assessment__version").get(pk=response.pk)
    version = fresh.assessment.version_id
    rows = {
        row.key: row for row in Question.objects.filter(version=version).select_related("section", "version")
    }
    said = [
        *((key, Perspective.OWN, str(both[side].own[number])) for key, both in SCALES.items()),
        *((key, Perspective.OTHER, str(both[side].other[number])) for key, both in SCALES.items()),
        *((key, Perspective.OWN, both[side][number]) for key, both in KNOWS.items()),
    ]
    for step, (key, perspective, value) in enumerate(said, start=1):
        save_answer(
            by=by,
            response=fresh,
            question=rows[key],
            perspective=perspective,
            raw_value=value,
            expected_row_version=0,
            now=begins + step * BETWEEN_ANSWERS,
        )
    submit_response(by=by, response=fresh, now=begins + timedelta(hours=2))


def _prepare(people: Mapping[str, User], provider: Provider, assessment: Assessment, now: datetime) -> None:
    """Five things are done, one is not needed, one is late, and the conditions have their owners."""
    lead, joseph = people["marieke.kramer"].as_actor(), people["joseph.okafor"].as_actor()
    anita = provider.contacts.get(name="Anita Rao").as_actor()
    for place, note in DONE.items():
        by = anita if place[0] in {"C2", "C5"} else lead
        finish_preparation(
            by=by, preparation=_one(assessment, *place), proof=Proof(note=note), now=now - PREPARED_AGO
        )
    place, reason = NOT_NEEDED
    set_not_needed(by=lead, preparation=_one(assessment, *place), reason=reason, now=now - PREPARED_AGO)
    late = _one(assessment, *OVERDUE)
    _assign(lead, late, joseph, late.due_on)
    soon = now.date() + timedelta(days=6)
    _assign(lead, _one(assessment, "C13", "critical"), lead, soon)
    _assign(lead, _one(assessment, "C13", "material"), anita, soon)


def _assign(by: Actor, preparation: Preparation, owner: Actor, due_on: date) -> None:
    assign_preparation(by=by, preparation=preparation, owner=owner, due_on=due_on)


def _one(assessment: Assessment, scale: str, occasion: str) -> Preparation:
    rows = Preparation.objects.filter(assessment=assessment, question_key=scale, occasion=occasion)
    return rows.earliest("rule__position", "pk")
