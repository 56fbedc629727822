"""Long checklists that one lead fills, and the addresses at which each answer is saved."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from threading import Barrier
from typing import TypeVar

from django.conf import settings

from assessments.models import Assessment
from outsourcing.accounts.models import User
from tests.assessments import factories
from tests.people import person, signed_in

NUMBER = {"type": "number", "points": [{"x": 0, "value": 0}, {"x": 1_000_000, "value": 1}]}
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Form:
    """One response to fill, by its numbers."""

    assessment: int
    response: int
    keys: tuple[str, ...]

    @property
    def page(self) -> str:
        """The filling page."""
        return f"/assessments/{self.assessment}/answer/{self.response}/"

    def question(self, key: str) -> str:
        """Where one answer is saved."""
        return f"{self.page}questions/{key}/"

    @property
    def questions(self) -> tuple[str, ...]:
        """Where all of them are."""
        return tuple(map(self.question, self.keys))


def lead() -> User:
    """Who fills all of it."""
    return person("procurement_lead", name="Marieke Kuipers")


def forms(by: User, count: int, questions: int) -> list[Form]:
    """As many assessments of one checklist with as many questions, each answered with a number."""
    keys = tuple(f"figure-{number}" for number in range(questions))
    section = factories.section("figures", *(factories.question(key, NUMBER) for key in keys))
    version = factories.published(section)
    opened = [factories.assessment(version=version, by=by.as_actor()) for _ in range(count)]
    return [Form(each.pk, factories.response_of(each).pk, keys) for each in opened]


def assessments_of(filled: Sequence[Form]) -> list[Assessment]:
    """The assessments of these forms as they are now."""
    return list(Assessment.objects.filter(pk__in=[form.assessment for form in filled]))


def meanwhile(*jobs: Callable[[], Outcome]) -> list[Outcome]:
    """What each job returned; all begin at the same moment."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], Outcome]) -> Outcome:
        barrier.wait(timeout=30)
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def lay_out(count: int, questions: int) -> None:
    """Print a session and forms, for a test with a database of its own."""
    by = lead()
    session = signed_in(by).cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps({"session": session, "forms": [asdict(form) for form in forms(by, count, questions)]}))
