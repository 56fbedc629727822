"""Whom to remind of reviews and due days, and of what."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.reminding import Reminder
from assessments.domain.occasions import DAYS_AHEAD, latest_occasion
from assessments.domain.questionnaire import Side
from assessments.models import (
    Assessment,
    AssessmentState,
    Capability,
    Grant,
    Response,
    ResponseState,
    ReviewCycle,
    ReviewSeries,
    SeriesState,
)
from assessments.queries.access import asked_responses
from assessments.queries.series import HOLD_WORDS, Hold, SeriesStanding, standings_of
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM, ActorKind, Permission
from outsourcing.ui.due import due_of
from outsourcing.ui.formats import day_text

# What an owner has to decide, while a cycle that is still open only needs its answers.
GONE = {Hold.NO_VERSION, Hold.ARCHIVED}


def due_answers(now: datetime) -> Iterator[Reminder]:
    """To everybody who still owes an answer: when its review opens, ahead, on the day, weekly after."""
    today = timezone.localtime(now).date()
    due = _falling_due(today)
    opened = dict(ReviewCycle.objects.filter(assessment__in=due).values_list("assessment", "opened_at"))
    for user in _answering(due):
        waiting = asked_responses(user.as_actor()).filter(
            assessment__in=due, assessment__state=AssessmentState.OPEN, state=ResponseState.DRAFT
        )
        for response in waiting:
            yield from _owed(user, response, opened.get(response.assessment_id), today)


def overdue_cycles(now: datetime) -> Iterator[Reminder]:
    """To the owner of a review that nobody finished in time, weekly."""
    today = timezone.localtime(now).date()
    late = ReviewCycle.objects.select_related("series__owner", "assessment").filter(
        due_on__lt=today, assessment__state=AssessmentState.OPEN, series__owner__is_active=True
    )
    for cycle in late:
        yield Reminder(
            to_email=cycle.series.owner.email,
            subject=_("Overdue: %(title)s") % {"title": cycle.assessment.title},
            lines=(
                _("You own this review; it is not finished. %(due)s.") % {"due": _due(cycle.due_on, today)},
            ),
            url=reverse("assessments:overview", args=[cycle.assessment_id]),
            key=f"cycle:{cycle.pk}",
            on=latest_occasion(cycle.due_on, today),
        )


def series_in_trouble(now: datetime) -> Iterator[Reminder]:
    """To managers where an owner left, and to owners where a checklist or provider is gone; weekly."""
    today = timezone.localtime(now).date()
    series = ReviewSeries.objects.select_related("template", "subject__provider", "owner")
    for standing in standings_of(SYSTEM, series.filter(state=SeriesState.ACTIVE)):
        if standing.lacks_owner:
            yield from (_ownerless(user, standing, today) for user in _managers())
        elif standing.hold in GONE and standing.opens_on <= today:
            yield _held(standing, today)


def _falling_due(today: date) -> list[int]:
    soon = today + timedelta(days=max(DAYS_AHEAD))
    opened = Assessment.objects.filter(state=AssessmentState.OPEN, due_on__isnull=False)
    near = opened.filter(due_on__lte=soon) | opened.filter(cycle__isnull=False)
    return list(near.values_list("pk", flat=True))


def _answering(assessments: Iterable[int]) -> Iterable[User]:
    granted = Grant.objects.filter(
        assessment__in=assessments, actor_kind=ActorKind.USER, capability=Capability.ANSWER
    )
    numbers = {int(number) for number in granted.values_list("actor_id", flat=True) if number.isdigit()}
    return User.objects.filter(pk__in=numbers, is_active=True).prefetch_related("roles").order_by("pk")


def _owed(user: User, response: Response, opened_at: datetime | None, today: date) -> Iterator[Reminder]:
    assessment = response.assessment
    if assessment.due_on is None or _is_told_as_rater(response, assessment.due_on, today):
        return
    occasions = [latest_occasion(assessment.due_on, today)]
    if opened_at is not None:
        occasions.append(timezone.localtime(opened_at).date())
    come = [day for day in occasions if day is not None]
    if come:
        yield Reminder(
            to_email=user.email,
            subject=_("To answer: %(title)s") % {"title": assessment.title},
            lines=(f"{response.get_side_display()}. {_due(assessment.due_on, today)}.",),
            url=reverse("assessments:fill", args=[assessment.pk, response.pk]),
            key=f"answer:{response.pk}",
            on=max(come),
        )


def _is_told_as_rater(response: Response, due_on: date, today: date) -> bool:
    """Whoever rates alone hears of it from their panel once it is near; twice would be too often."""
    alone = response.side == Side.EVALUATOR and response.party
    return bool(alone) and today >= due_on - timedelta(days=min(DAYS_AHEAD))


def _managers() -> list[User]:
    people = User.objects.filter(is_active=True).prefetch_related("roles").order_by("pk")
    return [user for user in people if user.as_actor().may(Permission.CREATE_ASSESSMENTS)]


def _ownerless(user: User, standing: SeriesStanding, today: date) -> Reminder:
    facts = {"series": str(standing.series), "owner": standing.series.owner.name}
    return Reminder(
        to_email=user.email,
        subject=_("A review needs an owner: %(series)s") % facts,
        lines=(_("%(owner)s left. Name somebody who sees to it.") % facts,),
        url=reverse("assessments:series", args=[standing.series.pk]),
        key=f"series-owner:{standing.series.pk}",
        on=_monday(today),
    )


def _held(standing: SeriesStanding, today: date) -> Reminder:
    words = HOLD_WORDS[standing.hold] if standing.hold else ""
    return Reminder(
        to_email=standing.series.owner.email,
        subject=_("A review waits for your decision: %(series)s") % {"series": str(standing.series)},
        lines=(str(words), f"{_due(standing.series.next_due, today)}."),
        url=reverse("assessments:series", args=[standing.series.pk]),
        key=f"series-hold:{standing.series.pk}",
        on=_monday(today),
    )


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _due(due_on: date, today: date) -> str:
    """The day, and how near it is where that is not the same words."""
    day, near = day_text(due_on), due_of(due_on, today).text
    return _("Due on %(day)s") % {"day": day if near == day else f"{day} ({near})"}


SOURCES = (due_answers, overdue_cycles, series_in_trouble)
