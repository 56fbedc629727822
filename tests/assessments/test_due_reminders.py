"""Who is reminded of a review: who answers it, who owns it, and who manages when its owner left."""

from datetime import date, timedelta

import pytest

from assessments.actions.due import due_answers, overdue_cycles, series_in_trouble
from assessments.models import Assessment, VersionState
from assessments.queries.series import troubled_series
from outsourcing.accounts.models import User
from tests.assessments.repeating import FIRST_DUE, LEAD, at, cycle, finish, series, travel
from tests.people import person

pytestmark = pytest.mark.django_db
OPENS = FIRST_DUE - timedelta(days=LEAD)


@pytest.mark.parametrize(
    ("today", "occasion"),
    [
        (OPENS, OPENS),
        (date(2027, 2, 28), OPENS),
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 13), date(2027, 3, 12)),
        (FIRST_DUE, FIRST_DUE),
        (date(2027, 3, 25), date(2027, 3, 22)),
    ],
)
def test_who_answers_is_told_when_it_opens_ahead_on_the_day_and_weekly_after(
    today: date, occasion: date
) -> None:
    reviewed = series()
    travel(OPENS)

    told = list(due_answers(at(today)))

    assert [(each.to_email, each.on) for each in told] == [(reviewed.owner.email, occasion)]
    response = cycle(reviewed, 1).responses.get()
    assert told[0].url == f"/assessments/{response.assessment_id}/answer/{response.pk}/"
    assert told[0].key == f"answer:{response.pk}"


def test_an_assessment_that_nobody_repeats_is_reminded_of_when_its_day_comes_near() -> None:
    reviewed = series()
    travel(OPENS)
    opened = cycle(reviewed, 1)
    opened.cycle.delete()

    assert list(due_answers(at(OPENS))) == []
    assert [each.on for each in due_answers(at(date(2027, 3, 2)))] == [date(2027, 3, 1)]


def test_what_is_submitted_or_left_is_not_reminded_of() -> None:
    done, left = series(), series()
    travel(OPENS)
    finish(cycle(done, 1), OPENS)
    User.objects.filter(pk=left.owner_id).update(is_active=False)

    assert list(due_answers(at(FIRST_DUE))) == []


def test_a_blind_assessment_is_told_of_by_its_alias() -> None:
    reviewed = series()
    travel(OPENS)
    opened = cycle(reviewed, 1)
    opened.grants.filter(capability="manage").delete()
    Assessment.objects.filter(pk=opened.pk).update(names_hidden=True, alias="Provider A")

    told = next(iter(due_answers(at(FIRST_DUE))))

    assert reviewed.subject.title not in told.subject
    assert "Provider A" in told.subject


def test_the_owner_hears_weekly_of_what_is_overdue() -> None:
    reviewed = series()
    travel(OPENS)

    assert list(overdue_cycles(at(FIRST_DUE))) == []
    told = list(overdue_cycles(at(date(2027, 3, 23))))
    assert [(each.to_email, each.on) for each in told] == [(reviewed.owner.email, date(2027, 3, 22))]
    assert told[0].lines == ("You own this review; it is not finished. Due on 15 Mar 2027 (8 days late).",)


def test_managers_hear_of_a_review_whose_owner_left() -> None:
    reviewed, manager = series(), person("procurement_lead")
    person("evaluator")
    User.objects.filter(pk=reviewed.owner_id).update(is_active=False)

    told = list(series_in_trouble(at(date(2027, 3, 17))))

    assert [(each.to_email, each.on) for each in told] == [(manager.email, date(2027, 3, 15))]
    assert told[0].lines == ("Mara Keller left. Name somebody who sees to it.",)
    assert list(troubled_series(manager.as_actor())) == [reviewed]


def test_the_owner_hears_of_a_retired_checklist_when_its_time_has_come() -> None:
    reviewed = series()
    version = reviewed.template.versions.get()
    version.state = VersionState.RETIRED
    version.save(update_fields=["state"])

    assert list(series_in_trouble(at(OPENS - timedelta(days=1)))) == []
    told = list(series_in_trouble(at(OPENS)))

    assert [each.to_email for each in told] == [reviewed.owner.email]
    assert "retired" in told[0].lines[0]
    assert list(troubled_series(reviewed.owner.as_actor())) == [reviewed]
