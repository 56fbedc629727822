"""Reminds of proof that expires: a month ahead, and on the day after its last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.reminding import Reminder
from assessments.domain.evidence import Grade, has_expired
from assessments.models import AssessmentState, Capability, Evidence, Grant
from assessments.queries.proven import STANDING
from outsourcing.accounts.models import User
from outsourcing.actors import ActorKind
from outsourcing.ui.formats import day_text

AHEAD = timedelta(days=30)
# What expired long ago was told; whoever comes later reads it on the page.
NO_NEWS = timedelta(days=60)


def expiring_proof(now: datetime) -> Iterable[Reminder]:
    """Who added it and who manages the assessment, where nothing newer proves the same."""
    today = timezone.localdate(now)
    rows = [row for row in _once(_expiring(today)) if not _is_renewed(row)]
    managers = _managers({row.response.assessment_id for row in rows})
    emails = _emails(rows, managers)
    for row in rows:
        decide = managers.get(row.response.assessment_id, ())
        adder = [row.added_by_id] if row.added_by_kind == ActorKind.USER else []
        for person in dict.fromkeys([*adder, *decide]):
            if person in emails:
                yield _reminder(row, emails[person], today, is_told_name=person in decide)


def _expiring(today: date) -> Sequence[Evidence]:
    rows = Evidence.objects.filter(
        STANDING, valid_until__gte=today - NO_NEWS, valid_until__lte=today + AHEAD
    ).exclude(response__assessment__state=AssessmentState.CANCELLED)
    return list(
        rows.select_related("document", "question", "response__assessment__subject__provider").order_by("pk")
    )


def _once(rows: Iterable[Evidence]) -> Iterator[Evidence]:
    """A roster that proves several answers of one assessment is told of once."""
    told = set()
    for row in rows:
        place = (row.response_id, row.roster_id)
        if row.roster_id is None or place not in told:
            told.add(place)
            yield row


def _is_renewed(row: Evidence) -> bool:
    others = Evidence.objects.filter(
        STANDING, response__assessment=row.response.assessment_id, question__key=row.question.key
    ).exclude(pk=row.pk)
    return any(
        other.grade != Grade.TOLD
        and row.valid_until is not None
        and (other.valid_until is None or other.valid_until > row.valid_until)
        for other in others
    )


def _managers(assessment_ids: Iterable[int]) -> Mapping[int, Sequence[str]]:
    managers: dict[int, list[str]] = {}
    granted = Grant.objects.filter(
        assessment__in=assessment_ids, actor_kind=ActorKind.USER, capability=Capability.MANAGE
    )
    for assessment_id, actor_id in granted.order_by("pk").values_list("assessment", "actor_id"):
        managers.setdefault(assessment_id, []).append(actor_id)
    return managers


def _emails(rows: Sequence[Evidence], managers: Mapping[int, Sequence[str]]) -> Mapping[str, str]:
    wanted = {row.added_by_id for row in rows if row.added_by_kind == ActorKind.USER}
    wanted |= {each for people in managers.values() for each in people}
    people = User.objects.filter(pk__in=[each for each in wanted if each.isdigit()], is_active=True)
    return {str(pk): email for pk, email in people.values_list("pk", "email")}


def _reminder(row: Evidence, email: str, today: date, *, is_told_name: bool) -> Reminder:
    last_day = row.valid_until or today
    expired = has_expired(last_day, today)
    assessment = row.response.assessment
    # Whoever rates under hidden names is not told by mail whom it is about.
    title = assessment.alias if assessment.names_hidden and not is_told_name else assessment.title
    said = _("A proof has expired: %(title)s") if expired else _("A proof expires soon: %(title)s")
    return Reminder(
        to_email=email,
        subject=said % {"title": title},
        lines=tuple(_lines(row, last_day, expired=expired)),
        url=reverse("assessments:proof", args=[row.response.assessment_id]),
        key=f"proof:{row.pk}",
        on=last_day + timedelta(days=1) if expired else last_day - AHEAD,
    )


def _lines(row: Evidence, last_day: date, *, expired: bool) -> Iterator[str]:
    yield row.question.text
    words = _("Its proof was valid until %(day)s.") if expired else _("Its proof is valid until %(day)s.")
    yield words % {"day": day_text(last_day)}
    if row.roster_id is None:
        yield _("Attach a newer one, or withdraw it and say why.")
    else:
        yield _("It is a roster: ask the provider for the next one.")
