"""A review comes back by itself: once a cycle, ahead of its day, to the same people, after any silence."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.actions import add_response, cancel_assessment, grant, ourselves
from assessments.actions.cycling import open_cycle, open_due_cycles
from assessments.actions.repeating import (
    SeriesPlan,
    end_series,
    make_series,
    pause_series,
    resume_series,
)
from assessments.domain.questionnaire import Side
from assessments.models import (
    Assessment,
    AssessmentState,
    Capability,
    Grant,
    ReviewCycle,
    VersionState,
)
from assessments.queries import answerable_responses, manageable_assessments
from assessments.queries.series import Hold, standings_of, visible_series
from outsourcing.actors import SYSTEM, ActorKind
from outsourcing.audit.models import AuditEvent
from providers.actions import archive_provider
from tests.assessments.factories import published, section
from tests.assessments.factories import question as asked
from tests.assessments.repeating import FIRST_DUE, LEAD, at, cycle, finish, series, travel, version_of_power
from tests.people import actor, person

pytestmark = pytest.mark.django_db

OPENS = FIRST_DUE - timedelta(days=LEAD)
SECOND_DUE = date(2027, 9, 15)


def test_the_next_assessment_opens_its_lead_time_ahead_and_once() -> None:
    reviewed = series()

    assert travel(OPENS - timedelta(days=1)) == 0
    assert travel(OPENS) == 1
    assert travel(OPENS) == 0

    opened = cycle(reviewed, 1)
    assert opened.title == f"{reviewed.template.name}: {reviewed.subject.title}, cycle 1"
    assert (opened.due_on, opened.state) == (FIRST_DUE, AssessmentState.OPEN)
    assert opened.created_by_name == "Parity"
    reviewed.refresh_from_db()
    assert (reviewed.next_number, reviewed.next_due) == (2, SECOND_DUE)


def test_its_owner_manages_and_answers_it() -> None:
    reviewed = series()
    travel(OPENS)

    owner = reviewed.owner.as_actor()
    opened = cycle(reviewed, 1)
    assert list(manageable_assessments(owner)) == [opened]
    assert [response.assessment_id for response in answerable_responses(owner)] == [opened.pk]
    assert not Grant.objects.filter(actor_kind=ActorKind.SYSTEM).exists()


def test_the_trail_tells_of_each_cycle() -> None:
    reviewed = series()
    travel(OPENS)

    event = AuditEvent.objects.get(action="series.cycle_opened")
    assert event.actor_name == "Parity"
    assert event.digest == {"assessment": cycle(reviewed, 1).pk, "cycle": 1, "missed": 0}


def test_the_same_people_are_asked_again_as_far_as_they_are_still_here() -> None:
    reviewed = series()
    travel(OPENS)
    first, owner = cycle(reviewed, 1), reviewed.owner.as_actor()
    reader, gone, rater, left = person(), person(), person("evaluator"), person("evaluator")
    for somebody in (reader, gone):
        _let(first, somebody.pk, Capability.READ)
    for somebody in (rater, left):
        add_response(
            by=owner,
            assessment=first,
            side=Side.EVALUATOR,
            party=f"user-{somebody.pk}",
            party_name=somebody.name,
            for_user=str(somebody.pk),
        )
    for somebody in (gone, left):
        _leaves(somebody.pk)
    Assessment.objects.filter(pk=first.pk).update(state=AssessmentState.SUBMITTED)

    travel(SECOND_DUE)

    second = cycle(reviewed, 2)
    assert set(second.responses.values_list("side", "party")) == {
        ("evaluator", ""),
        ("evaluator", f"user-{rater.pk}"),
    }
    granted = set(second.grants.values_list("actor_id", "capability", "response__party"))
    assert granted == {
        (str(reviewed.owner.pk), "manage", None),
        (str(reviewed.owner.pk), "answer", None),
        (str(reader.pk), "read", None),
        (str(rater.pk), "answer", f"user-{rater.pk}"),
    }


def test_a_grant_on_a_section_goes_with_the_section_of_that_name() -> None:
    version = published(section("site", asked("power")), section("people", asked("pace")), key="moving")
    reviewed = series(version=version)
    travel(OPENS)
    first, reader = cycle(reviewed, 1), person()
    for each in first.version.sections.all():
        _let(first, reader.pk, Capability.READ, section=each)
    finish(first, OPENS, power=3)
    published(section("site", asked("power"), asked("cooling")), key="moving")

    travel(SECOND_DUE)

    sections = (
        cycle(reviewed, 2).grants.filter(actor_id=str(reader.pk)).values_list("section__key", flat=True)
    )
    assert list(sections) == ["site"]


def test_the_version_in_use_by_then_is_asked() -> None:
    reviewed = series(version=published(section("site", asked("power")), key="infra-renewed"))
    published(section("site", asked("power"), asked("cooling")), key="infra-renewed")

    travel(OPENS)

    assert cycle(reviewed, 1).version.number == 2


def test_it_is_compared_with_the_last_that_was_submitted() -> None:
    reviewed = series()
    travel(OPENS)
    finish(cycle(reviewed, 1), OPENS, power=3)
    travel(SECOND_DUE)
    cancel_assessment(by=SYSTEM, assessment=cycle(reviewed, 2), reason="Moved.", now=at(SECOND_DUE))

    travel(date(2028, 3, 1))

    third = ReviewCycle.objects.get(series=reviewed, number=3)
    assert third.before == cycle(reviewed, 1)


def test_after_weeks_of_silence_one_cycle_opens_and_is_overdue() -> None:
    reviewed = series(every_months=1, lead_days=7)

    assert travel(date(2027, 6, 20)) == 1
    assert travel(date(2027, 6, 20)) == 0

    only = ReviewCycle.objects.get(series=reviewed)
    assert (only.number, only.due_on) == (4, date(2027, 6, 15))
    reviewed.refresh_from_db()
    assert (reviewed.next_number, reviewed.next_due) == (5, date(2027, 7, 15))
    assert AuditEvent.objects.get(action="series.cycle_opened").digest["missed"] == 3


def test_the_next_cycle_waits_for_the_one_before() -> None:
    reviewed = series()
    travel(OPENS)

    assert travel(SECOND_DUE) == 0
    reviewed.refresh_from_db()
    assert standings_of(SYSTEM, [reviewed])[0].hold is Hold.PREVIOUS_OPEN

    finish(cycle(reviewed, 1), SECOND_DUE, power=3)
    assert travel(SECOND_DUE) == 1


def test_leap_days_do_not_drift() -> None:
    reviewed = series(every_months=12, next_due=date(2028, 2, 29))
    days = []
    for today in (
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    ):
        travel(today)
        newest = reviewed.cycles.latest("number")
        days.append(newest.due_on)
        finish(newest.assessment, today)

    assert days == [
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    ]


@pytest.mark.parametrize("rest", [pause_series, end_series])
def test_what_rests_opens_nothing(rest: object) -> None:
    reviewed = series()
    assert callable(rest)

    rest(by=SYSTEM, series=reviewed, reason="Contract ended.", expected_row_version=1, now=at(OPENS))

    assert travel(FIRST_DUE) == 0


def test_a_paused_series_goes_on_at_the_days_it_always_had() -> None:
    reviewed = series()
    pause_series(by=SYSTEM, series=reviewed, reason="Rebuilding.", expected_row_version=1, now=at(OPENS))
    resume_series(by=SYSTEM, series=reviewed, expected_row_version=2, now=at(FIRST_DUE))

    assert travel(date(2027, 10, 1)) == 1
    assert ReviewCycle.objects.get().due_on == SECOND_DUE


def test_a_retired_checklist_opens_nothing_and_says_why() -> None:
    reviewed = series()
    version = reviewed.template.versions.get()
    version.state = VersionState.RETIRED
    version.save(update_fields=["state"])

    assert travel(FIRST_DUE) == 0
    assert standings_of(SYSTEM, [reviewed])[0].hold is Hold.NO_VERSION


def test_an_archived_provider_is_not_reviewed() -> None:
    reviewed = series()
    provider = reviewed.subject.provider
    assert provider
    archive_provider(by=SYSTEM, provider=provider, now=at(OPENS))

    assert travel(FIRST_DUE) == 0


def test_a_review_of_an_owner_who_left_opens_and_says_so() -> None:
    reviewed = series()
    travel(OPENS)
    other = person("procurement_lead")
    _let(cycle(reviewed, 1), other.pk, Capability.MANAGE)
    finish(cycle(reviewed, 1), OPENS)
    _leaves(reviewed.owner.pk)

    travel(SECOND_DUE)

    assert set(cycle(reviewed, 2).grants.values_list("actor_id", flat=True)) == {str(other.pk)}
    assert standings_of(SYSTEM, visible_series(SYSTEM))[0].lacks_owner


def test_our_own_side_is_reviewed_alike() -> None:
    owner = person("procurement_lead")
    plan = SeriesPlan(12, FIRST_DUE, LEAD, owner)
    make_series(
        by=owner.as_actor(),
        template=version_of_power().template,
        subject=ourselves(by=SYSTEM),
        plan=plan,
        now=at(OPENS),
    )

    assert travel(FIRST_DUE) == 1


def test_one_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = series(), series()

    def opening(*, series_id: int, **more: object) -> ReviewCycle | None:
        if series_id == broken.pk:
            raise RuntimeError("unreadable")
        return open_cycle(series_id=series_id, today=FIRST_DUE, now=at(FIRST_DUE))

    monkeypatch.setattr("assessments.actions.cycling.open_cycle", opening)

    assert open_due_cycles(today=FIRST_DUE, now=at(FIRST_DUE)) == 1
    assert sound.cycles.count() == 1


def test_a_series_is_seen_by_who_owns_it_works_in_it_or_oversees() -> None:
    reviewed = series()
    travel(OPENS)
    worker = person("evaluator")
    _let(cycle(reviewed, 1), worker.pk, Capability.READ)

    for seeing in (reviewed.owner.as_actor(), worker.as_actor(), actor("executive"), actor("auditor")):
        assert list(visible_series(seeing)) == [reviewed]
    assert not visible_series(actor("evaluator")).exists()


def test_whoever_rates_a_cycle_blind_does_not_see_its_series() -> None:
    reviewed = series()
    travel(OPENS)
    blind = person("evaluator")
    _let(cycle(reviewed, 1), blind.pk, Capability.ANSWER)
    Assessment.objects.filter(cycle__series=reviewed).update(names_hidden=True, alias="Provider A")

    assert not visible_series(blind.as_actor()).exists()


def _let(assessed: Assessment, user_id: int, capability: Capability, **more: object) -> None:
    grant(
        by=SYSTEM,
        to_kind=ActorKind.USER,
        to_id=str(user_id),
        assessment=assessed,
        capability=capability,
        **more,  # type: ignore[arg-type]
    )


def _leaves(user_id: int) -> None:
    type(person()).objects.filter(pk=user_id).update(is_active=False)


def test_a_command_does_it_where_beat_does_not_run() -> None:
    reviewed = series(next_due=date(2020, 1, 1))

    call_command("open_reviews", stdout=(said := StringIO()))

    assert "Reviews opened: 1." in said.getvalue()
    assert reviewed.cycles.count() == 1
