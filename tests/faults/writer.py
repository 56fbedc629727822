"""One writer in a process of its own: saves answers one after the other and prints how it went."""

import json
from collections import Counter

from django.db import DatabaseError
from django.utils import timezone

from assessments.actions import save_answer
from assessments.models import Response
from tests.assessments.factories import question_of, someone


def write(response_pk: int, keys: list[str], saves: int) -> None:
    """Save so many answers, going round the questions, each on the version it last saw."""
    response = Response.objects.select_related("assessment__version").get(pk=response_pk)
    by, outcomes = someone(f"Writer {response_pk}"), Counter[str]()
    for number in range(saves):
        turn, place = divmod(number, len(keys))
        try:
            save_answer(
                by=by,
                response=response,
                question=question_of(response.assessment, keys[place]),
                raw_value=number,
                expected_row_version=turn,
                now=timezone.now(),
            )
            outcomes["saved"] += 1
        except DatabaseError as error:
            outcomes[f"{type(error).__name__}: {error}"] += 1
    print(json.dumps(outcomes))
