"""Fills assessments of the demo world through the same actions that the pages use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.actions import add_response, save_answer, submit_response
from assessments.domain.questionnaire import Perspective, Side, asked_of
from assessments.domain.questionnaire import Question as Asked
from assessments.models import Assessment, Question, Response
from assessments.queries import questionnaire_of
from outsourcing.actors import Actor
from selection.management.demo.answers import Inventor, MadeUp
from selection.management.demo.profiles import (
    PROVIDER_PLACES,
    PROVIDER_RATERS,
    SPONSOR_PLACES,
    SPONSOR_RATERS,
)

BETWEEN_ANSWERS = timedelta(minutes=7)


@dataclass(frozen=True)
class Filling:
    """One response to fill: who writes, from when on, and how far they come."""

    response: Response
    writer: Actor
    begins: datetime
    share: float


def fill(filling: Filling, inventor: Inventor) -> None:
    """Answer the first part of what this side is asked; submit once all is answered."""
    rows = _rows(filling.response)
    asked = _asked(filling.response)
    moment = filling.begins
    for question in asked[: round(filling.share * len(asked))]:
        moment += BETWEEN_ANSWERS
        made_up = inventor.answer(question, Side(filling.response.side))
        _save(filling, rows[question.key], made_up, moment)
    if filling.share >= 1:
        submit_response(by=filling.writer, response=filling.response, now=moment + BETWEEN_ANSWERS)


def fill_places(*, assessment: Assessment, provider: str, writer: Actor, begins: datetime) -> None:
    """Let three people of each side place their own side on the mirrored scales."""
    if provider not in PROVIDER_PLACES:
        return
    both = (
        (Side.SPONSOR, SPONSOR_RATERS, SPONSOR_PLACES),
        (Side.PROVIDER, PROVIDER_RATERS, PROVIDER_PLACES[provider]),
    )
    for side, raters, places in both:
        for number, rater in enumerate(raters):
            response = add_response(
                by=writer, assessment=assessment, side=side, party=f"rater-{number + 1}", party_name=rater
            )
            filling = Filling(response, writer, begins, share=1.0)
            _place(filling, {key: three[number] for key, three in places.items()})


def _place(filling: Filling, levels: dict[str, int]) -> None:
    rows = _rows(filling.response)
    for key, level in levels.items():
        _save(filling, rows[key], MadeUp(raw=str(level), note=""), filling.begins)
    submit_response(by=filling.writer, response=filling.response, now=filling.begins + BETWEEN_ANSWERS)


def _save(filling: Filling, question: Question, made_up: MadeUp, moment: datetime) -> None:
    save_answer(
        by=filling.writer,
        response=filling.response,
        question=question,
        perspective=Perspective.OWN,
        raw_value=made_up.raw,
        note=made_up.note,
        expected_row_version=0,
        now=moment,
    )


def _rows(response: Response) -> dict[str, Question]:
    version = response.assessment.version_id
    return {
        row.key: row for row in Question.objects.filter(version=version).select_related("section", "version")
    }


def _asked(response: Response) -> Sequence[Asked]:
    questions = questionnaire_of(response.assessment.version).questions
    return [question for question in questions if response.side in asked_of(question)]
