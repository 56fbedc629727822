"""Who may see and answer what: everything goes through grants, and foreign equals missing."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.domain.questionnaire import RATERS, Side, asked_of
from assessments.models import (
    Answer,
    Assessment,
    AssessmentState,
    Capability,
    Question,
    Response,
    ResponseState,
)
from assessments.queries.discretion import RATING_ALONE, contact_party, discreetly, grants_of, may_look
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor, ActorKind, Permission

RATING_SIDES = [str(side) for side in RATERS]


def visible_assessments(actor: Actor) -> QuerySet[Assessment]:
    """The assessments this actor may see, newest first, with subject and checklist at hand."""
    everything = Assessment.objects.select_related("version__template", "subject__provider")
    assessments = discreetly(actor, everything)
    if actor.may(Permission.READ_ALL_ASSESSMENTS):
        return assessments
    return assessments.filter(pk__in=grants_of(actor).values("assessment"))


def manageable_assessments(actor: Actor) -> QuerySet[Assessment]:
    """The assessments whose raters, grants and end are this actor's to decide."""
    managed = grants_of(actor).filter(assessment=OuterRef("pk"), capability=Capability.MANAGE)
    return visible_assessments(actor).filter(Exists(managed))


def answerable_responses(actor: Actor) -> QuerySet[Response]:
    """The responses this actor works on, submitted ones too; saving refuses what is closed.

    Whoever has still to declare their interest works on none yet.
    """
    return asked_responses(actor).filter(may_look(actor, "assessment"))


def asked_responses(actor: Actor) -> QuerySet[Response]:
    """The same with those that wait for a declaration of interest, to tell their people of them."""
    return _told(actor, _asked(actor))


def waiting_drafts(actor: Actor) -> QuerySet[Response]:
    """Those of them that wait, to be counted; nothing else of them is at hand, so that every page can."""
    drafts = _asked(actor).filter(state=ResponseState.DRAFT, assessment__state=AssessmentState.OPEN)
    return drafts.order_by()


def is_answerable(actor: Actor) -> Q:
    """The condition that a response is one this actor works on."""
    granted = grants_of(actor).filter(capability=Capability.ANSWER)
    # Lists of rows rather than look-ups from each row: half the work where a page asks this several times.
    alone = granted.filter(response__isnull=False).values("response")
    together = granted.filter(response__isnull=True).values("assessment")
    return Q(pk__in=alone) | Q(party="", assessment__in=together)


def answerable_question(actor: Actor, response: Response, key: str) -> Question | None:
    """The question of this key, if this response is asked it and the actor may answer it there."""
    question = (
        Question.objects.select_related("section")
        .filter(version_id=response.assessment.version_id, key=key)
        .first()
    )
    asked = questionnaire_of(response.assessment.version).by_key.get(key)
    if question is None or asked is None or response.side not in asked_of(asked):
        return None
    granted = grants_of(actor).filter(assessment=response.assessment_id, capability=Capability.ANSWER)
    may = granted.filter(Q(section__isnull=True) | Q(section=question.section_id))
    return question if may.filter(_covers(response)).exists() else None


def readable_responses(actor: Actor) -> QuerySet[Response]:
    """The responses this actor may read.

    Ratings stay hidden until one's own is submitted, and with them what was settled; what one rater of a
    company said of it alone is read by nobody else. Before a declaration of interest nothing is read.
    """
    return _told(actor, _readable(actor))


def readable_answers(actor: Actor, assessment: Assessment) -> QuerySet[Answer]:
    """The answers of an assessment that this actor may read, with their questions; sealed ones never."""
    answers = Answer.objects.filter(
        response__in=_readable(actor).filter(assessment=assessment).order_by().values("pk")
    )
    if not _sees_all_sections(actor, assessment):
        sections = grants_of(actor).filter(assessment=assessment).values("section")
        answers = answers.filter(question__section__in=sections)
    return discreetly(actor, answers.select_related("response", "question"), "response__assessment")


def _responses(actor: Actor) -> QuerySet[Response]:
    if actor.kind is ActorKind.CONTACT:
        # Of an assessment its provider's people see their common response, their own, and nothing else.
        return Response.objects.filter(side=Side.PROVIDER, party__in=["", contact_party(actor.id)])
    return Response.objects.all()


def _asked(actor: Actor) -> QuerySet[Response]:
    settled = (Side.MEASURED, Side.CONSENSUS)
    return _responses(actor).filter(is_answerable(actor)).exclude(side__in=settled)


def _readable(actor: Actor) -> QuerySet[Response]:
    own_draft = grants_of(actor).filter(
        capability=Capability.ANSWER,
        response__assessment=OuterRef("assessment"),
        response__state=ResponseState.DRAFT,
        response__is_set_aside=False,
    )
    beside = own_draft.filter(response__side=OuterRef("side"))
    rating = own_draft.filter(response__side__in=RATING_ALONE)
    told = Q(party="") | Q(side__in=RATING_SIDES, state=ResponseState.SUBMITTED)
    hidden = Q(side__in=RATING_SIDES) & Exists(beside) | Q(side=Side.CONSENSUS) & Exists(rating)
    # Who rates alone does not read what others rate together, though they could have joined in.
    common = Q(party="", side__in=RATING_SIDES) & Exists(rating)
    readable = _responses(actor).filter(
        (is_answerable(actor) & ~common) | (told & ~hidden), may_look(actor, "assessment")
    )
    if actor.may(Permission.READ_ALL_ASSESSMENTS):
        return readable
    return readable.filter(assessment__in=grants_of(actor).values("assessment"))


def _told(actor: Actor, responses: QuerySet[Response]) -> QuerySet[Response]:
    """With all that names them at hand, covered where this actor must not know it."""
    named = responses.select_related("assessment__version__template", "assessment__subject__provider")
    return discreetly(actor, named.order_by("assessment", "side", "party"), "assessment")


def _covers(response: Response) -> Q:
    own = Q(response=response.pk)
    return own | Q(response__isnull=True) if response.is_shared else own


def _sees_all_sections(actor: Actor, assessment: Assessment) -> bool:
    if actor.may(Permission.READ_ALL_ASSESSMENTS):
        return True
    return grants_of(actor).filter(assessment=assessment, section__isnull=True).exists()
