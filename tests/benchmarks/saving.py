"""What saving one answer costs."""

from dataclasses import dataclass
from typing import Any

from assessments.actions import save_answer
from assessments.models import Answer, Question
from tests.benchmarks.meter import Cost, costs_of, queries_of
from tests.benchmarks.world import NOW, World

ROUNDS = 100


@dataclass(frozen=True)
class SaveCost:
    """One save: how many statements, and the least time of many, of a plain read in the same moments too."""

    queries: int
    cost: Cost
    read: Cost

    @property
    def reads(self) -> float:
        """How many plain reads one save costs: a figure that a busy machine does not move."""
        return self.cost.processor / self.read.processor


class Saver:
    """Goes through the scales of the first response in turn, and answers each anew."""

    def __init__(self, world: World) -> None:
        self.actor = world.lead.as_actor()
        self.response = world.responses[0]
        self.questions = [each for each in world.questions if each.format["type"] == "scale"]
        answers = Answer.objects.filter(response=self.response, question__in=self.questions)
        self.versions = dict(answers.values_list("question", "row_version"))
        self.values: dict[int, Any] = dict(answers.values_list("question", "value"))
        self.turn = 0

    def save(self) -> None:
        """One answer that differs from what stands."""
        question = self._next()
        value = self.values[question.pk] % 5 + 1
        save_answer(
            by=self.actor,
            response=self.response,
            question=question,
            raw_value=value,
            expected_row_version=self.versions[question.pk],
            now=NOW,
        )
        self.values[question.pk] = value
        self.versions[question.pk] += 1

    def _next(self) -> Question:
        self.turn += 1
        return self.questions[self.turn % len(self.questions)]


def save_cost(world: World) -> SaveCost:
    """The cost of a save in a house of this size."""
    saver = Saver(world)
    saver.save()
    queries = len(queries_of(saver.save))
    cost, read = costs_of([saver.save, lambda: Question.objects.get(pk=world.questions[0].pk)], rounds=ROUNDS)
    return SaveCost(queries, cost, read)
