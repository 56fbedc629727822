"""How far responses have come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from assessments.domain.questionnaire import Perspective, Questionnaire, Side
from assessments.models import Answer, AnswerState, Response
from assessments.queries.questionnaires import questionnaire_of


@dataclass(frozen=True)
class Progress:
    """How many of the questions asked are answered, or said not to apply."""

    answered: int
    asked: int

    @property
    def share(self) -> float:
        """The answered share in [0, 1]; nothing asked is complete."""
        return self.answered / self.asked if self.asked else 1.0

    @property
    def is_complete(self) -> bool:
        """Nothing is left to answer."""
        return self.answered >= self.asked


def progress_for(responses: Iterable[Response]) -> dict[int, Progress]:
    """The progress of each response in one read; conditions are left aside here, the page knows them."""
    wanted = list(responses)
    counted = dict(
        Answer.including_sealed.filter(
            ~Q(state=AnswerState.CLEARED),
            response__in=wanted,
            perspective=Perspective.OWN,
            question__version=F("response__assessment__version"),
        )
        .values_list("response")
        .annotate(answered=Count("id"))
        .values_list("response", "answered")
    )
    return {response.pk: Progress(counted.get(response.pk, 0), asked_count(response)) for response in wanted}


def asked_count(response: Response) -> int:
    """How many questions the response is asked."""
    questionnaire = questionnaire_of(response.assessment.version)
    return len(asked_keys(questionnaire, response.side, response.section_keys))


def asked_keys(questionnaire: Questionnaire, side: str, section_keys: Sequence[str]) -> frozenset[str]:
    """The questions that a side is asked, those of the named sections alone where any are named."""
    asked = questionnaire.keys_by_side[Side(side)]
    if not section_keys:
        return asked
    named = (section for section in questionnaire.sections if section.key in section_keys)
    return asked & {question.key for section in named for question in section.questions}
