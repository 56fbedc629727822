"""Small panels, made through the actions themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments import actions
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Response
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from tests.assessments.factories import NOW, answered, assessment, question_of
from tests.people import person

Ratings = Mapping[str, object]


@dataclass(frozen=True)
class Table:
    """An assessment with its manager and those who rate it."""

    assessment: Assessment
    manager: User
    raters: Sequence[User]

    @property
    def lead(self) -> Actor:
        """Whoever manages it."""
        return self.manager.as_actor()

    def actor(self, number: int) -> Actor:
        """One of the raters."""
        return self.raters[number].as_actor()

    def rating(self, number: int) -> Response:
        """What one of them rates in."""
        party = f"user-{self.raters[number].pk}"
        rows = Response.including_set_aside.select_related("assessment__version")
        return rows.get(assessment=self.assessment, party=party)

    @property
    def consensus(self) -> Response:
        """What they settle in."""
        rows = Response.objects.select_related("assessment__version")
        return rows.get(assessment=self.assessment, side=Side.CONSENSUS)


def panel(
    *sections: Mapping[str, object], raters: int = 2, asked: Sequence[str] = (), **more: object
) -> Table:
    """People who were asked, and have declared nothing yet."""
    manager = person("procurement_lead", name="Marieke Kuipers")
    assessed = assessment(*sections, by=manager.as_actor(), **more)  # type: ignore[arg-type]
    people = [person("evaluator", name=f"Evaluator {letter}") for letter in "ABCDEFGHIJ"[:raters]]
    for one in people:
        ask(assessed, manager.as_actor(), one, asked)
    return Table(assessed, manager, people)


def ask(assessed: Assessment, by: Actor, who: User, sections: Sequence[str] = ()) -> Response:
    """Ask somebody to rate alone."""
    return actions.ask_evaluator(
        by=by, assessment=assessed, evaluator=who.as_actor(), section_keys=sections, now=NOW
    )


def declare(table: Table, number: int, conflict: str = "") -> None:
    """Let one of them declare their interest."""
    actions.declare_interest(
        by=table.actor(number), response=table.rating(number), conflict=conflict, now=NOW
    )


def rate(table: Table, number: int, ratings: Ratings, *, submit: bool = True) -> None:
    """Let one of them declare nothing, rate, and submit."""
    declare(table, number)
    for key, value in ratings.items():
        answered(table.rating(number), key, value, by=table.actor(number))
    if submit:
        actions.submit_response(by=table.actor(number), response=table.rating(number), now=NOW)


def rated(*all_ratings: Ratings, **more: object) -> Table:
    """A panel of which everybody has submitted."""
    table = panel(raters=len(all_ratings), **more)  # type: ignore[arg-type]
    for number, ratings in enumerate(all_ratings):
        rate(table, number, ratings)
    return table


def opened(*all_ratings: Ratings) -> Table:
    """The same with its consensus open."""
    table = rated(*all_ratings)
    actions.open_consensus(by=table.lead, assessment=table.assessment, now=NOW)
    return table


def settle(
    table: Table, key: str, value: object, reason: str = "Seen again together.", **more: object
) -> None:
    """Put down what they agreed on."""
    given: dict[str, object] = {"by": table.lead, "expected_row_version": 0, "now": NOW, **more}
    actions.settle(
        response=table.consensus,
        question=question_of(table.assessment, key),
        raw_value=value,
        reason=reason,
        **given,  # type: ignore[arg-type]
    )
