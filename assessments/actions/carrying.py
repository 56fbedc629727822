"""Asks the same people again: the parties and grants of one assessment, for a later one of its checklist."""

from collections.abc import Iterable, Mapping

from assessments.domain.questionnaire import Side, asked_of
from assessments.models import Assessment, Capability, Grant, Response, Section
from assessments.models.response import Admission
from assessments.queries import questionnaire_of
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from providers.models import Contact

# Rated together or measured, not asked of anybody; their responses come when they are needed.
NOT_ASKED = {Side.CONSENSUS, Side.MEASURED}
Person = tuple[str, str]


def ask_the_same(*, before: Assessment, now: Assessment, owner: User) -> None:
    """Give the later one the responses and grants of the earlier, where people and sections still exist."""
    here = _still_here(before)
    responses = _responses(before, now, here)
    sections = _sections(before, now)
    for given in Grant.objects.filter(assessment=before).select_related("section"):
        if (given.actor_kind, given.actor_id) not in here:
            continue
        if given.section_id is not None and given.section_id not in sections:
            continue
        if given.response_id is not None and given.response_id not in responses:
            continue
        _give(
            now,
            (given.actor_kind, given.actor_id),
            given.capability,
            sections.get(given.section_id or 0),
            responses.get(given.response_id or 0),
        )
    let_manage(now, owner)


def reviewer_of(before: Assessment | None) -> str:
    """Who reviewed it, if they still work here."""
    reviewers = Grant.objects.filter(
        assessment=before, actor_kind=ActorKind.USER, capability=Capability.REVIEW
    ).values_list("actor_id", flat=True)
    present = User.objects.filter(pk__in=list(reviewers), is_active=True).order_by("pk").first()
    return str(present.pk) if present else ""


def let_manage(assessment: Assessment, owner: User) -> None:
    """The owner of a series manages and answers its cycles, as long as they work here."""
    if owner.is_active:
        for capability in (Capability.MANAGE, Capability.ANSWER):
            _give(assessment, (ActorKind.USER, str(owner.pk)), capability, None, None)


def _give(
    assessment: Assessment,
    to: Person,
    capability: str,
    section: Section | None,
    response: Response | None,
) -> None:
    Grant.objects.get_or_create(
        actor_kind=to[0],
        actor_id=to[1],
        assessment=assessment,
        capability=capability,
        section=section,
        response=response,
    )


def _still_here(before: Assessment) -> set[Person]:
    granted = set(Grant.objects.filter(assessment=before).values_list("actor_kind", "actor_id"))
    users = _numbers(granted, ActorKind.USER)
    contacts = _numbers(granted, ActorKind.CONTACT)
    active = User.objects.filter(pk__in=users, is_active=True).values_list("pk", flat=True)
    present = Contact.objects.filter(pk__in=contacts).values_list("pk", flat=True)
    return {(ActorKind.USER.value, str(pk)) for pk in active} | {
        (ActorKind.CONTACT.value, str(pk)) for pk in present
    }


def _numbers(people: Iterable[Person], kind: ActorKind) -> list[int]:
    return [int(number) for of, number in people if of == kind and number.isdigit()]


def _responses(before: Assessment, now: Assessment, here: set[Person]) -> Mapping[int, Response]:
    """By the earlier response's key, the one that asks the same party again."""
    asked = frozenset[Side]().union(*(asked_of(each) for each in questionnaire_of(now.version).questions))
    alone = _people_alone(before)
    again: dict[int, Response] = {}
    for earlier in Response.objects.filter(assessment=before):
        left = earlier.party and not alone.get(earlier.pk, set()) & here
        if earlier.side in asked and earlier.side not in NOT_ASKED and not left:
            again[earlier.pk] = _response(earlier, now)
    return again


def _people_alone(before: Assessment) -> Mapping[int, set[Person]]:
    """Who may answer each rater's response."""
    people: dict[int, set[Person]] = {}
    rows = Grant.objects.filter(assessment=before, response__isnull=False, capability=Capability.ANSWER)
    for response, kind, number in rows.values_list("response", "actor_kind", "actor_id"):
        if response is not None:
            people.setdefault(response, set()).add((kind, number))
    return people


def _response(earlier: Response, now: Assessment) -> Response:
    declared = earlier.admission != Admission.OPEN or earlier.declarations.exists()
    made, _created = Response.objects.get_or_create(
        assessment=now,
        side=earlier.side,
        party=earlier.party,
        defaults={
            "party_name": earlier.party_name,
            "section_keys": earlier.section_keys,
            # Interests change: what was declared last time is asked again.
            "admission": Admission.DECLARATION if declared else Admission.OPEN,
        },
    )
    return made


def _sections(before: Assessment, now: Assessment) -> Mapping[int, Section]:
    """By the earlier section's key, the one of the same name now."""
    present = {section.key: section for section in Section.objects.filter(version=now.version)}
    earlier = Section.objects.filter(version=before.version).values_list("pk", "key")
    return {pk: present[key] for pk, key in earlier if key in present}
