"""Evaluators who have not submitted, and the words in which they are reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.domain.questionnaire import Side
from assessments.models import (
    Admission,
    Assessment,
    AssessmentState,
    Capability,
    Grant,
    Response,
    ResponseState,
)
from assessments.queries.cover import alias_title
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from outsourcing.ui.formats import day_text

AHEAD = timedelta(days=3)
EVERY = timedelta(days=7)


@dataclass(frozen=True)
class WaitingRater:
    """One person with an address whose rating is awaited."""

    email: str
    name: str
    response: Response

    @property
    def key(self) -> str:
        """What a reminder of it is known by."""
        return f"rating:{self.response.pk}"

    def occasion(self, today: date) -> date | None:
        """The day of the latest occasion to be told: ahead, due, or so many weeks late."""
        due = self.response.assessment.due_on
        if due is None or today < due - AHEAD:
            return None
        if today < due:
            return due - AHEAD
        return due + ((today - due) // EVERY) * EVERY


def waiting_raters(assessment: Assessment | None = None) -> Sequence[WaitingRater]:
    """Who may go on and has not submitted; whoever waits for a decision on a conflict is left alone."""
    responses = (
        Response.objects.filter(side=Side.EVALUATOR, state=ResponseState.DRAFT)
        .filter(assessment__state=AssessmentState.OPEN)
        .exclude(party="")
        .exclude(admission=Admission.DECISION)
        .select_related("assessment__version__template")
    )
    if assessment is not None:
        responses = responses.filter(assessment=assessment.pk)
    rating = {each.pk: each for each in responses}
    people = User.objects.in_bulk({int(user) for user in _grantees(rating).values()})
    return [
        WaitingRater(person.email, person.name, rating[pk])
        for pk, user in _grantees(rating).items()
        if (person := people.get(int(user))) is not None and person.is_active and person.email
    ]


def reminder_of(rater: WaitingRater) -> tuple[str, tuple[str, ...], str]:
    """Subject, lines and address; an assessment whose names are hidden is told by its alias."""
    assessment = rater.response.assessment
    title = alias_title(assessment) if assessment.names_hidden else assessment.title
    lines = [_("Your rating is awaited; the others of the panel see it only once it is submitted.")]
    if assessment.due_on:
        lines.append(_("Due on %(day)s.") % {"day": day_text(assessment.due_on)})
    url = reverse("assessments:fill", args=[assessment.pk, rater.response.pk])
    return _("Please rate: %(title)s") % {"title": title}, tuple(lines), url


def _grantees(responses: dict[int, Response]) -> dict[int, str]:
    granted = Grant.objects.filter(
        response__in=responses, capability=Capability.ANSWER, actor_kind=ActorKind.USER
    )
    return dict(granted.values_list("response", "actor_id"))
