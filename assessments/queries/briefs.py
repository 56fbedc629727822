"""What a list says of the responses of many assessments, in one read and without a row of the models."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from assessments.domain.questionnaire import Perspective, Side
from assessments.models import Answer, AnswerState, Assessment, ResponseState
from assessments.queries.access import is_answerable, readable_responses
from assessments.queries.progress import Progress, asked_keys
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.actors import Actor


@dataclass(frozen=True, slots=True)
class ResponseBrief:
    """How far a response has come, and whether whoever asks still works on it."""

    pk: int
    progress: Progress
    waits_for_me: bool


def response_briefs(actor: Actor, assessments: Iterable[Assessment]) -> Mapping[int, list[ResponseBrief]]:
    """The responses that this actor may read, by assessment; conditions are left aside here."""
    asked = {each.pk: questionnaire_of(each.version) for each in assessments}
    rows = (
        readable_responses(actor)
        .filter(assessment__in=asked)
        # What is measured nobody has to answer.
        .exclude(side=Side.MEASURED)
        .annotate(is_mine=is_answerable(actor), answered=_answered())
        .values_list("assessment", "pk", "side", "section_keys", "state", "is_mine", "answered")
    )
    briefs: dict[int, list[ResponseBrief]] = {pk: [] for pk in asked}
    for assessment, pk, side, sections, state, is_mine, answered in rows:
        progress = Progress(answered, len(asked_keys(asked[assessment], side, sections)))
        waits = is_mine and state == ResponseState.DRAFT and side != Side.CONSENSUS
        briefs[assessment].append(ResponseBrief(pk, progress, waits))
    return briefs


def _answered() -> Coalesce:
    given = Answer.including_sealed.filter(response=OuterRef("pk"), perspective=Perspective.OWN)
    counted = given.exclude(state=AnswerState.CLEARED).values("response").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)
