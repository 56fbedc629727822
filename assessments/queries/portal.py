"""What the provider's people are asked, what they may read, and what the house sees of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from assessments.domain.culture_reading import has_mirrors
from assessments.domain.questionnaire import Perspective, Side, asked_of
from assessments.models import (
    Answer,
    AnswerState,
    Asking,
    Assessment,
    AssessmentState,
    Question,
    Release,
    ReleaseComment,
    Response,
    ResponseState,
    Section,
)
from assessments.queries.access import answerable_question, answerable_responses, visible_assessments
from assessments.queries.progress import Progress, asked_keys
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor, ActorKind
from providers.models import Contact


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """One contact who was asked, and how far they came."""

    asking: Asking
    state: str
    answers: int
    expired: bool
    section_titles: tuple[str, ...]

    @property
    def handed_on_by(self) -> str:
        """The colleague who handed it on, if one did."""
        before = self.asking.handed_on_by
        return before.invitation.contact.name if before else ""


def own_askings(actor: Actor) -> QuerySet[Asking]:
    """What this contact was asked and may still answer or read."""
    if actor.kind is not ActorKind.CONTACT:
        return Asking.objects.none()
    granted = answerable_responses(actor).order_by().values("pk")
    askings = Asking.objects.filter(
        invitation__contact=int(actor.id), invitation__revoked_at__isnull=True, response__in=granted
    )
    return askings.select_related("invitation", "response").prefetch_related("sections")


def portal_responses(actor: Actor) -> list[Response]:
    """The responses that this contact works on, each narrowed to the sections they were asked."""
    narrowed = narrowings(actor)
    responses = list(answerable_responses(actor).filter(pk__in=narrowed))
    for response in responses:
        response.section_keys = narrowed[response.pk]
    return responses


def portal_response(actor: Actor, assessment_pk: int, response_pk: int) -> Response | None:
    """One of them."""
    found = answerable_responses(actor).filter(pk=response_pk, assessment=assessment_pk).first()
    keys = narrowings(actor).get(response_pk) if found else None
    if found is None or keys is None:
        return None
    found.section_keys = keys
    return found


def portal_question(actor: Actor, response: Response, key: str) -> Question | None:
    """The question of this key, if this contact was asked it."""
    question = answerable_question(actor, response, key)
    if question is None or (response.section_keys and question.section.key not in response.section_keys):
        return None
    return question


def narrowings(actor: Actor) -> Mapping[int, list[str]]:
    """By response, the keys of the sections that this contact was asked; none means all of them."""
    asked: dict[int, list[str]] = {}
    for asking in own_askings(actor):
        keys = [section.key for section in asking.sections.all()]
        before = asked.get(asking.response_id)
        # Asked for all of it once, asked for all of it.
        asked[asking.response_id] = [] if not keys or before == [] else [*(before or []), *keys]
    return asked


def portal_progress(response: Response) -> Progress:
    """How much of what a contact was asked is answered; conditions are left aside, the page knows them."""
    questionnaire = questionnaire_of(response.assessment.version)
    asked = asked_keys(questionnaire, response.side, response.section_keys)
    given = Answer.including_sealed.filter(response=response, perspective=Perspective.OWN)
    answered = set(given.exclude(state=AnswerState.CLEARED).values_list("question__key", flat=True))
    return Progress(len(answered & asked), len(asked))


def own_asking(actor: Actor, response: Response) -> Asking | None:
    """By which asking this contact came to the response; that for all of it before one for a part."""
    askings = list(own_askings(actor).filter(response=response))
    return min(askings, key=lambda asking: bool(asking.sections.all()), default=None)


def asks_provider(assessment: Assessment) -> bool:
    """Whether the checklist asks anything of the provider, and there is one."""
    asked = questionnaire_of(assessment.version).keys_by_side.get(Side.PROVIDER)
    return bool(asked) and assessment.subject.provider_id is not None


def asks_alone(assessment: Assessment) -> bool:
    """Whether each of the provider's people answers alone: wherever both sides place themselves."""
    return has_mirrors(questionnaire_of(assessment.version))


def sections_asked(assessment: Assessment) -> QuerySet[Section]:
    """The sections that hold a question for the provider."""
    questionnaire = questionnaire_of(assessment.version)
    keys = [
        section.key
        for section in questionnaire.sections
        if any(Side.PROVIDER in asked_of(question) for question in section.questions)
    ]
    return Section.objects.filter(version=assessment.version_id, key__in=keys).order_by("position")


def people_to_ask(actor: Actor, assessment: Assessment) -> QuerySet[Contact]:
    """The provider's contacts who have an address and are not asked yet."""
    if not visible_assessments(actor).filter(pk=assessment.pk).exists():
        return Contact.objects.none()
    asked = Asking.objects.filter(
        invitation__contact=OuterRef("pk"),
        invitation__revoked_at__isnull=True,
        response__assessment=assessment,
    )
    contacts = Contact.objects.filter(provider=assessment.subject.provider_id).exclude(email="")
    return contacts.filter(~Exists(asked))


def askings_of(actor: Actor, assessment: Assessment) -> QuerySet[Asking]:
    """Everybody of the provider who was asked, in the order of asking; taken-back ones last."""
    seen = visible_assessments(actor).filter(pk=assessment.pk).order_by().values("pk")
    askings = Asking.objects.filter(response__assessment__in=seen)
    return (
        askings.select_related("response", "invitation__contact", "handed_on_by__invitation__contact")
        .prefetch_related("sections")
        .order_by("invitation__revoked_at", "pk")
    )


def people_asked(actor: Actor, assessment: Assessment, now: datetime) -> list[AskedPerson]:
    """The same with how far each of them came."""
    askings = list(askings_of(actor, assessment))
    answers = _answers_by_contact(askings)
    return [_person(asking, answers.get(str(asking.invitation.contact_id), 0), now) for asking in askings]


def colleagues_asked(actor: Actor, response: Response, now: datetime) -> list[AskedPerson]:
    """Who of the provider works on this response, for the provider's own people."""
    if not own_askings(actor).filter(response=response).exists():
        return []
    # Who else answers is told, whether together or alone; what they answer never is.
    askings = (
        Asking.objects.filter(
            response__assessment=response.assessment_id, invitation__revoked_at__isnull=True
        )
        .select_related("response", "invitation__contact", "handed_on_by__invitation__contact")
        .prefetch_related("sections")
    )
    answers = _answers_by_contact(list(askings))
    return [_person(asking, answers.get(str(asking.invitation.contact_id), 0), now) for asking in askings]


def readable_releases(actor: Actor) -> QuerySet[Release]:
    """The results that are open to this contact now; only whoever was asked for all of it reads them."""
    whole = own_askings(actor).filter(sections__isnull=True).order_by().values("response__assessment")
    releases = Release.objects.filter(assessment__in=whole, taken_back_at__isnull=True)
    return releases.select_related("assessment__subject__provider", "assessment__version__template")


def releases_of(actor: Actor, assessment: Assessment) -> list[Release]:
    """Every release of an assessment with what the provider's people said about it, newest first."""
    seen = visible_assessments(actor).filter(pk=assessment.pk).order_by().values("pk")
    comments = ReleaseComment.objects.select_related("question")
    releases = Release.objects.filter(assessment__in=seen)
    return list(releases.prefetch_related(Prefetch("comments", queryset=comments)))


def comments_on(actor: Actor, release: Release) -> Sequence[ReleaseComment]:
    """What the provider's people said about results that this contact may read."""
    if not readable_releases(actor).filter(pk=release.pk).exists():
        return ()
    return list(ReleaseComment.objects.filter(release=release).select_related("question"))


def _answers_by_contact(askings: Sequence[Asking]) -> Mapping[str, int]:
    given = Answer.including_sealed.filter(
        response__in={asking.response_id for asking in askings}, saved_by_kind=ActorKind.CONTACT
    ).exclude(state=AnswerState.CLEARED)
    counted = given.order_by().values_list("saved_by_id").annotate(number=Count("pk"))
    return dict(counted.values_list("saved_by_id", "number"))


def _person(asking: Asking, answers: int, now: datetime) -> AskedPerson:
    invitation, response = asking.invitation, asking.response
    contact = str(invitation.contact_id)
    submitted = (
        response.state == ResponseState.SUBMITTED
        and response.submitted_by_kind == ActorKind.CONTACT
        and response.submitted_by_id == contact
    )
    steps = (
        ("revoked", invitation.revoked_at is not None),
        ("submitted", submitted),
        ("begun", answers > 0),
        ("opened", invitation.confirmed_at is not None),
        ("sent", invitation.sent_at is not None),
    )
    state = next((name for name, reached in steps if reached), "invited")
    return AskedPerson(
        asking=asking,
        state=state,
        answers=answers,
        expired=state in {"sent", "invited"} and invitation.expires_at <= now,
        section_titles=tuple(section.title for section in asking.sections.all()),
    )


def is_open(response: Response) -> bool:
    """Whether anything can still be answered in it."""
    closed = response.assessment.state == AssessmentState.CANCELLED
    return response.state == ResponseState.DRAFT and not closed
