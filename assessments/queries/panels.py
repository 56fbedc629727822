"""A panel as its manager sees it: who was asked of what, who began, what they declared, who is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from assessments.domain.panels import Judged, judge
from assessments.domain.questionnaire import AnswerState as Given
from assessments.domain.questionnaire import GivenAnswer, Perspective, Questionnaire, Side
from assessments.models import (
    Admission,
    Answer,
    AnswerState,
    Assessment,
    Declaration,
    Response,
    ResponseState,
    SettingAside,
    SubjectKind,
)
from assessments.queries.access import manageable_assessments
from assessments.queries.progress import asked_keys
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor


@dataclass(frozen=True)
class Evaluator:
    """One person of the panel; how far they have come is theirs alone, that they began is not."""

    response: Response
    sections: tuple[str, ...]
    has_begun: bool
    declaration: Declaration | None

    @property
    def is_waiting(self) -> bool:
        """Asked, and nothing handed in yet."""
        return self.response.state == ResponseState.DRAFT

    @property
    def conflict_to_decide(self) -> Declaration | None:
        """The conflict that somebody must decide on before this person may look."""
        return self.declaration if self.response.admission == Admission.DECISION else None

    @property
    def allowed_conflict(self) -> Declaration | None:
        """A conflict in spite of which this person rates."""
        declared = self.declaration is not None and self.declaration.has_conflict
        return self.declaration if declared and self.response.admission == Admission.OPEN else None


@dataclass(frozen=True)
class Panel:
    """Everybody asked to rate alone, what nobody is asked of, and who was taken out again and why."""

    assessment: Assessment
    evaluators: tuple[Evaluator, ...]
    together: Response | None
    uncovered: tuple[str, ...]
    aside: tuple[SettingAside, ...]
    consensus: Response | None
    may_hide_names: bool

    @property
    def waiting(self) -> tuple[Evaluator, ...]:
        """Those who have not submitted."""
        return tuple(each for each in self.evaluators if each.is_waiting)

    @property
    def submitted(self) -> int:
        """How many have."""
        return len(self.evaluators) - len(self.waiting)

    @property
    def is_complete(self) -> bool:
        """Whether every rating asked for is in."""
        return bool(self.evaluators) and not self.waiting


def panel_of(actor: Actor, assessment: Assessment) -> Panel | None:
    """The panel, for whoever manages the assessment; None for everybody else."""
    if not manageable_assessments(actor).filter(pk=assessment.pk).exists():
        return None
    responses = list(_with_beginnings(assessment))
    declared = {each.response_id: each for each in _declarations(assessment)}
    alone = [each for each in responses if each.side == Side.EVALUATOR and each.party]
    together = [each for each in responses if each.side == Side.EVALUATOR and not each.party]
    return Panel(
        assessment=assessment,
        evaluators=tuple(_evaluator(each, assessment, declared.get(each.pk)) for each in alone),
        together=together[0] if together else None,
        uncovered=() if together or not alone else tuple(_uncovered(assessment, alone)),
        aside=tuple(
            SettingAside.objects.filter(response__assessment=assessment, response__is_set_aside=True)
            .exclude(response__party="")
            .select_related("response")
        ),
        consensus=next((each for each in responses if each.side == Side.CONSENSUS), None),
        may_hide_names=_may_hide_names(assessment, responses, declared.values()),
    )


def _may_hide_names(
    assessment: Assessment, responses: Iterable[Response], declared: Iterable[Declaration]
) -> bool:
    """Names are hidden before anybody looked; an alias that was known once is none any more."""
    known = assessment.alias or assessment.subject.kind != SubjectKind.PROVIDER or any(declared)
    return not known and not any(getattr(each, "has_begun", False) for each in responses)


def ratings_alone(assessment: Assessment) -> QuerySet[Response]:
    """The ratings of those who rate alone; set-aside ones are left out."""
    ratings = Response.objects.filter(assessment=assessment, side=Side.EVALUATOR).exclude(party="")
    return ratings.order_by("party_name", "pk")


def judged_in(assessment: Assessment) -> Mapping[str, Judged]:
    """What the submitted ratings of an assessment amount to, question by question, before any consensus."""
    rows = (
        Answer.objects.filter(response__assessment=assessment, response__side=Side.EVALUATOR)
        .filter(response__state=ResponseState.SUBMITTED, perspective=Perspective.OWN)
        .exclude(state=AnswerState.CLEARED)
        .values_list("question__key", "response__party", "state", "value")
    )
    given = [
        GivenAnswer(key, Side.EVALUATOR, party, Perspective.OWN, Given(state), value)
        for key, party, state, value in rows
    ]
    return judge(questionnaire_of(assessment.version), given, reference=assessment.reference_date)


def declaration_asked(actor: Actor, assessment_id: int) -> Response | None:
    """The rating for which this actor has still to declare their interest, or waits for the decision."""
    return (
        Response.objects.filter(
            assessment=assessment_id,
            admission__in=[Admission.DECLARATION, Admission.DECISION],
            grants__actor_kind=actor.kind,
            grants__actor_id=actor.id,
        )
        .distinct()
        .first()
    )


def declared_conflict(actor: Actor, assessment: Assessment, pk: int) -> Declaration | None:
    """A declared conflict that whoever manages the assessment decides on, or decided."""
    managed = manageable_assessments(actor).filter(pk=assessment.pk).order_by().values("pk")
    return Declaration.objects.filter(assessment__in=managed, has_conflict=True, pk=pk).first()


def _with_beginnings(assessment: Assessment) -> QuerySet[Response]:
    given = Answer.including_sealed.filter(response=OuterRef("pk")).exclude(state=AnswerState.CLEARED)
    responses = Response.objects.filter(assessment=assessment, side__in=[Side.EVALUATOR, Side.CONSENSUS])
    return responses.annotate(has_begun=Exists(given)).order_by("party_name", "pk")


def _declarations(assessment: Assessment) -> QuerySet[Declaration]:
    return Declaration.objects.filter(assessment=assessment).select_related("decision")


def _evaluator(response: Response, assessment: Assessment, declaration: Declaration | None) -> Evaluator:
    return Evaluator(
        response=response,
        sections=tuple(_titles(questionnaire_of(assessment.version), response.section_keys)),
        has_begun=bool(getattr(response, "has_begun", False)),
        declaration=declaration,
    )


def _titles(questionnaire: Questionnaire, keys: Sequence[str]) -> Iterable[str]:
    return (section.title for section in questionnaire.sections if section.key in keys)


def _uncovered(assessment: Assessment, alone: Sequence[Response]) -> Iterable[str]:
    """The sections that ask something of evaluators, and none of those asked."""
    questionnaire = questionnaire_of(assessment.version)
    covered = frozenset[str]().union(
        *(asked_keys(questionnaire, Side.EVALUATOR, each.section_keys) for each in alone)
    )
    left = questionnaire.keys_by_side[Side.EVALUATOR] - covered
    for section in questionnaire.sections:
        if any(question.key in left for question in section.questions):
            yield section.title
