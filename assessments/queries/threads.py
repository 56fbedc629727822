"""Comments on answers: who may read an answer reads what is said of it, contacts only what is shared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from assessments.domain.questionnaire import Side
from assessments.models import (
    Assessment,
    Clarification,
    ClarificationState,
    Comment,
    Envelope,
    Grant,
    Question,
    Response,
    Thread,
)
from assessments.queries.access import answerable_responses, readable_responses
from assessments.queries.cover import cover_response, name_told, without_names
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.accounts.models import Role, User
from outsourcing.actors import Actor, ActorKind, Permission

OPEN, RESOLVED, ASKED = "open", "resolved", "asked"


@dataclass(frozen=True, slots=True)
class Talk:
    """How many threads of a question are open and resolved, and how many clarifications wait."""

    open_threads: int = 0
    resolved_threads: int = 0
    open_clarifications: int = 0


def visible_threads(actor: Actor, assessments: Iterable[int]) -> QuerySet[Thread]:
    """The threads this actor may read, with their response and question."""
    threads = Thread.objects.filter(
        spoken_of(actor), response__assessment__in=list(assessments)
    ).select_related("response__assessment__version", "question__section")
    return threads.filter(is_shared=True) if actor.kind is ActorKind.CONTACT else threads


def spoken_of(actor: Actor) -> Q:
    """The condition on a row with response and question that its answer is this actor's to read."""
    own = answerable_responses(actor).order_by().values("pk")
    # Contacts read what others of the house answered in releases, never here.
    told = own if actor.kind is ActorKind.CONTACT else readable_responses(actor).order_by().values("pk")
    sealed = Q(response__assessment__sealed_until_opened=True, question__section__envelope=Envelope.PRICE)
    readable = Q(response__in=told) & (~sealed | Q(response__in=own))
    reads_all = actor.may(Permission.READ_ALL_ASSESSMENTS)
    return readable if reads_all else readable & Q(_in_granted_section(actor))


def question_to_discuss(actor: Actor, response: Response, key: str) -> Question | None:
    """The question of this key, if the response is asked it and this actor may read its answer there."""
    if key not in questionnaire_of(response.assessment.version).keys_by_side[Side(response.side)]:
        return None
    questions = Question.objects.select_related("section").filter(version=response.assessment.version_id)
    question = questions.filter(key=key).first()
    if question is None or not _reads_section(actor, response.assessment, question):
        return None
    sealed = response.assessment.sealed_until_opened and question.section.envelope == Envelope.PRICE
    if sealed and not answerable_responses(actor).filter(pk=response.pk).exists():
        return None
    return question


def threads_on(actor: Actor, response: Response, question: Question) -> Sequence[Thread]:
    """The threads on one answer with their comments, open ones first, else as they were begun."""
    comments = Prefetch("comments", queryset=Comment.objects.order_by("pk"))
    threads = visible_threads(actor, [response.assessment_id]).filter(response=response, question=question)
    found = sorted(threads.order_by("pk").prefetch_related(comments), key=lambda thread: thread.is_resolved)
    if response.assessment.is_covered:
        for thread in found:
            _cover(thread, response.assessment)
    return found


def talk_of(actor: Actor, response: Response) -> Mapping[str, Talk]:
    """By the key of the question, how much is said about the answers of a response; in one read.

    The response comes from `answerable_` or `readable_responses`: of all responses this would take ten times
    as long on every page.
    """
    here = _spoken_in(actor, response)
    threads = Thread.objects.filter(here)
    if actor.kind is ActorKind.CONTACT:
        threads = threads.filter(is_shared=True)
    kind = Case(When(resolved_at__isnull=True, then=Value(OPEN)), default=Value(RESOLVED))
    asked = Clarification.objects.filter(here, state=ClarificationState.OPEN)
    rows = (
        threads.order_by()
        .annotate(said=kind)
        .values_list("question__key", "said")
        .union(asked.order_by().annotate(said=Value(ASKED)).values_list("question__key", "said"), all=True)
    )
    counted = Counter(rows)
    return {
        key: Talk(counted[key, OPEN], counted[key, RESOLVED], counted[key, ASKED])
        for key in {key for key, _said in counted}
    }


def people_to_mention(actor: Actor, response: Response, question: Question) -> Sequence[User]:
    """The people of the house who may read this answer, without whoever asks; contacts name nobody."""
    if actor.kind is not ActorKind.USER:
        return ()
    granted = Grant.objects.filter(assessment=response.assessment_id, actor_kind=ActorKind.USER)
    ids = {int(each) for each in granted.values_list("actor_id", flat=True) if each.isdigit()}
    reading_all = [role for role in Role.objects.all() if Permission.READ_ALL_ASSESSMENTS in role.allowed()]
    known = Q(pk__in=ids) | Q(roles__in=reading_all)
    people = User.objects.filter(known, is_active=True).exclude(pk=int(actor.id))
    found = people.distinct().order_by("name", "pk").prefetch_related("roles")
    return [person for person in found if may_read(person.as_actor(), response, question)]


def may_read(actor: Actor, response: Response, question: Question) -> bool:
    """Whether this actor may read what the response says to the question."""
    readable = readable_responses(actor).filter(pk=response.pk).exists()
    return readable and question_to_discuss(actor, response, question.key) is not None


def _cover(thread: Thread, assessment: Assessment) -> None:
    """Names give way to the alias for whoever must not know whom it is about."""
    cover_response(thread.response, {assessment.pk: assessment})
    if thread.response.side == Side.PROVIDER:
        thread.resolved_by_name = thread.resolved_by_name and assessment.alias
    for comment in thread.comments.all():
        comment.text = without_names(comment.text, assessment)
        comment.by_name = name_told(comment.by_name, comment.by_kind, assessment)


def _spoken_in(actor: Actor, response: Response) -> Q:
    here = Q(response=response.pk)
    if response.assessment.sealed_until_opened:
        own = answerable_responses(actor).filter(pk=response.pk).order_by().values("pk")
        here &= ~Q(question__section__envelope=Envelope.PRICE) | Q(response__in=own)
    reads_all = actor.may(Permission.READ_ALL_ASSESSMENTS)
    return here if reads_all else here & Q(_in_granted_section(actor))


def _in_granted_section(actor: Actor) -> Exists:
    granted = Grant.objects.filter(
        actor_kind=actor.kind, actor_id=actor.id, assessment=OuterRef("response__assessment")
    )
    return Exists(granted.filter(Q(section__isnull=True) | Q(section=OuterRef("question__section"))))


def _reads_section(actor: Actor, assessment: Assessment, question: Question) -> bool:
    if actor.may(Permission.READ_ALL_ASSESSMENTS):
        return True
    granted = Grant.objects.filter(actor_kind=actor.kind, actor_id=actor.id, assessment=assessment)
    return granted.filter(Q(section__isnull=True) | Q(section=question.section_id)).exists()
