"""Saves answers without end, as people do while a backup runs; says the number of each save."""

from itertools import count

from django.utils import timezone

from assessments.actions import save_answer
from assessments.domain.questionnaire import Perspective
from assessments.models import Answer
from outsourcing.actors import SYSTEM


def write() -> None:
    """Go round the scale answers of all drafts until somebody kills this program."""
    drafts = Answer.objects.filter(response__state="draft", response__assessment__state="open")
    places = drafts.filter(question__format__type="scale", response__side="evaluator")
    answers = list(places.select_related("response", "question"))
    versions = {answer.pk: answer.row_version for answer in answers}
    for number in count(1):
        answer = answers[number % len(answers)]
        saved = save_answer(
            by=SYSTEM,
            response=answer.response,
            question=answer.question,
            perspective=Perspective(answer.perspective),
            raw_value=1 + number // len(answers) % 5,
            note=f"save {number}",
            expected_row_version=versions[answer.pk],
            now=timezone.now(),
        )
        versions[answer.pk] = saved.row_version
        print(number, flush=True)
