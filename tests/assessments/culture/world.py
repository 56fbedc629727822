"""Six people who rate mirrored scales: three of the house, three through the portal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assessments.actions import submit_response
from assessments.actions.opening import add_response
from assessments.domain.questionnaire import Perspective, Side
from assessments.models import Assessment, Response
from outsourcing.accounts.models import User
from outsourcing.actors import Actor, ActorKind
from tests.assessments import factories
from tests.assessments.factories import NOW, answered, question, section
from tests.people import person
from tests.portal.world import Asked, ask
from tests.providers.factories import contact

BOTH = ["sponsor", "provider"]
WAYS = [(1, "in writing"), (3, "main points"), (5, "read the situation")]
ANCHORS = [{"level": level, "text": text} for level, text in WAYS]
CONTEXT = {"type": "mirror", "levels": 5, "anchors": ANCHORS, "raters": 3, "scale": "context"}
NEWS = {**CONTEXT, "scale": "criticism", "warn_from": 4}
KNOWS = {
    "type": "choice",
    "options": [{"key": str(n), "label": f"level {n}", "value": None} for n in range(1, 6)],
}
SITUATION = {
    "type": "choice",
    "options": [{"key": f"{level}-x", "label": text, "value": None} for level, text in WAYS],
}
Levels = Mapping[str, tuple[int, int | None]]


def sections() -> Sequence[factories.Json]:
    """Two mirrored scales, what each says it knows, one situation, and one question for evaluators."""
    return [
        section("ways", question("words", CONTEXT), question("news", NEWS)),
        section(
            "knowing",
            question("known", KNOWS, 0, sides=BOTH, flags=["knows-the-other"]),
            question("tried", SITUATION, 0, sides=BOTH, flags=["tries:words"]),
            weight=0,
        ),
        section("looked-at", question("seen", factories.SCALE)),
    ]


@dataclass
class Six:
    """An assessment and who rates it alone."""

    lead: User
    assessment: Assessment
    ours: list[tuple[User, Response]] = field(default_factory=list)
    theirs: list[Asked] = field(default_factory=list)

    @property
    def page(self) -> str:
        """The page on both sides."""
        return f"/assessments/{self.assessment.pk}/culture/"


def opened(*, of_each: int = 3, lead: User | None = None, beside: Asked | None = None) -> Six:
    """Nothing answered yet; about the provider of `beside`, whose contact is the first of theirs."""
    lead = lead or person("procurement_lead", name="Marieke Kuipers")
    about = beside.assessment.subject if beside else None
    assessed = factories.assessment(*sections(), by=lead.as_actor(), about=about)
    return rating(lead, assessed, of_each=of_each, beside=beside)


def rating(lead: User, assessed: Assessment, *, of_each: int = 3, beside: Asked | None = None) -> Six:
    """So many of each side who rate alone in an assessment that is there."""
    six = Six(lead, assessed)
    for number in range(of_each):
        six.ours.append(_one_of_ours(six, f"Ours {number}"))
        provider = assessed.subject.provider
        assert provider
        email = f"theirs-{number}-{provider.pk}@kaveri.example"
        is_known = beside is not None and number == 0
        who = beside.contact if beside and is_known else contact(provider, f"Theirs {number}", email=email)
        six.theirs.append(ask(lead, assessed, who))
    return six


def rated(
    response: Response,
    by: Actor,
    levels: Levels,
    *,
    known: str = "3",
    tried: str = "3-x",
    submit: bool = True,
) -> None:
    """Everything answered: each scale with the own place and, where given, the view of the other."""
    for key, (own, other) in levels.items():
        answered(response, key, own, by=by)
        if other is not None:
            answered(response, key, other, by=by, perspective=Perspective.OTHER)
    answered(response, "known", known, by=by)
    answered(response, "tried", tried, by=by)
    if submit:
        submit_response(by=by, response=response, now=NOW)


def all_rated(six: Six) -> None:
    """Ours write everything and take them for silent readers of situations, who are so; news is aligned."""
    for (user, response), own in zip(six.ours, (1, 1, 2), strict=True):
        rated(response, user.as_actor(), {"words": (own, 2), "news": (4, 4)}, known="4", tried="5-x")
    for asked, own in zip(six.theirs, (5, 4, 5), strict=True):
        rated(
            asked.response, contact_actor(asked), {"words": (own, 4), "news": (4, 3)}, known="2", tried="3-x"
        )


def contact_actor(asked: Asked) -> Actor:
    """The contact as an actor."""
    return Actor(ActorKind.CONTACT, str(asked.contact.pk), asked.contact.name, frozenset())


def _one_of_ours(six: Six, name: str) -> tuple[User, Response]:
    user = person("evaluator", name=name)
    response = add_response(
        by=six.lead.as_actor(),
        assessment=six.assessment,
        side=Side.SPONSOR,
        party=f"user-{user.pk}",
        party_name=user.name,
        for_user=str(user.pk),
    )
    return user, response
