"""The pages of reviews: all series, one series, cycles side by side, last time below its question."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.actions import grant, ourselves
from assessments.charts import TrendPoint, trend
from assessments.models import Answer, AnswerRevision, Assessment, Capability, ReviewSeries, SeriesState
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM, ActorKind
from tests.assessments.factories import answered, assessment, published, response_of, section
from tests.assessments.factories import question as asked
from tests.assessments.repeating import FIRST_DUE, LEAD, cycle, finish, series, travel, work_off
from tests.people import client_of, htmx, person, signed_in

pytestmark = pytest.mark.django_db
OPENS = FIRST_DUE - timedelta(days=LEAD)
SECOND = date(2027, 9, 15)


def test_an_empty_page_teaches() -> None:
    page = _text(client_of("procurement_lead"), "/reviews/")

    assert "Nothing comes back by itself yet" in page
    assert 'href="/reviews/new/"' in page
    assert "/reviews/new/" not in _text(client_of("evaluator"), "/reviews/")


def test_all_series_with_cadence_day_and_owner() -> None:
    reviewed = series()
    page = _text(signed_in(reviewed.owner), "/reviews/")

    for said in (
        reviewed.template.name,
        reviewed.subject.title,
        "every 6 months",
        "15 Mar 2027",
        "Mara Keller",
    ):
        assert said in page


def test_the_list_asks_the_same_for_one_and_for_three() -> None:
    client = client_of("procurement_lead")
    series()
    one = _queries(client, "/reviews/")
    series(), series()

    assert _queries(client, "/reviews/") == one


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?state=paused", 1), ("?who=mine", 1), ("?due=overdue", 1), ("?due=soon", 1), ("?due=x", 2)],
)
def test_the_list_is_narrowed(query: str, found: int) -> None:
    late, paused = series(next_due=date(2020, 1, 1)), series()
    ReviewSeries.objects.filter(pk=paused.pk).update(state=SeriesState.PAUSED, state_reason="Moving.")
    page = _text(signed_in(late.owner), f"/reviews/{query}")

    assert page.count('<th scope="row">') == found


def test_a_series_is_made_from_the_checklists_own_words() -> None:
    lead = person("procurement_lead")
    version = published(section("site", asked("power")))
    about = series().subject
    sent = {
        "template": version.template_id,
        "subject": about.provider_id,
        "every_months": "",
        "next_due": "2035-05-31",
        "lead_days": "20",
        "owner": lead.pk,
    }

    answer = signed_in(lead).post("/reviews/new/", sent)

    made = ReviewSeries.objects.get(template=version.template)
    assert (made.every_months, made.next_due, made.lead_days) == (12, date(2035, 5, 31), 20)
    assert answer["Location"] == f"/reviews/{made.pk}/"


def test_our_own_side_can_come_back() -> None:
    lead = person("procurement_lead")
    version = published(section("site", asked("power")))
    sent = {"template": version.template_id, "subject": "ourselves", "every_months": "6"}
    more = {"next_due": "2090-05-31", "lead_days": "20", "owner": lead.pk}
    client = signed_in(lead)
    assert "Nothing was asked of ourselves yet" in _text(client, "/reviews/ourselves/")

    answer = client.post("/reviews/new/", sent | more)

    assert answer.status_code == 422
    assert "more than ten years away" in answer.content.decode()
    client.post("/reviews/new/", sent | more | {"next_due": "2035-05-31"})
    own = ourselves(by=SYSTEM)
    assert client.get("/reviews/ourselves/")["Location"] == f"/reviews/subjects/{own.pk}/"


def test_a_day_that_passed_is_refused_and_what_was_typed_stays() -> None:
    reviewed = series()
    sent = {"every_months": "4", "next_due": "2020-01-01", "lead_days": "30", "row_version": "1"}

    answer = signed_in(reviewed.owner).post(
        f"/reviews/{reviewed.pk}/edit/", sent | {"owner": reviewed.owner.pk}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This day has passed" in page
    assert 'value="2020-01-01"' in page


def test_somebody_else_changed_it_meanwhile() -> None:
    reviewed = series()
    ReviewSeries.objects.update(row_version=2)
    sent = {"every_months": "4", "next_due": "2030-01-01", "lead_days": "30", "row_version": "1"}

    answer = signed_in(reviewed.owner).post(
        f"/reviews/{reviewed.pk}/edit/", sent | {"owner": reviewed.owner.pk}
    )

    assert "changed meanwhile" in answer.content.decode()
    assert ReviewSeries.objects.get().every_months == 6


def test_pausing_asks_why_and_going_on_does_not() -> None:
    reviewed = series()
    client = signed_in(reviewed.owner)
    page = f"/reviews/{reviewed.pk}/"

    assert client.post(f"{page}pause/", {"reason": "", "row_version": "1"}).status_code == 422
    client.post(f"{page}pause/", {"reason": "They move house.", "row_version": "1"})
    assert "They move house." in _text(client, page)
    client.post(f"{page}resume/", {"row_version": "2"})
    client.post(f"{page}end/", {"reason": "Contract ended.", "row_version": "3"})

    assert ReviewSeries.objects.get().state == SeriesState.ENDED
    assert "/edit/" not in _text(client, page)


def test_a_review_without_an_owner_is_a_managers_to_settle() -> None:
    reviewed, manager = series(), person("procurement_lead")
    User.objects.filter(pk=reviewed.owner_id).update(is_active=False)
    client = signed_in(manager)

    assert f"Name an owner: {reviewed}" in _text(client, "/")
    assert "This review has no owner any more." in _text(client, f"/reviews/{reviewed.pk}/")
    assert "Name an owner" not in _text(client_of("evaluator"), "/")


def test_the_cycles_stand_side_by_side_with_what_changed() -> None:
    reviewed = _twice()

    page = _text(signed_in(reviewed.owner), f"/reviews/subjects/{reviewed.subject_id}/")

    assert "The score went from 37.5 to 87.5 (+50.0)." in page
    assert "“How is network?” (+56.3), “How is power?” (−6.3)" in page
    for said in ("Better: 1", "Worse: 1", "+56.3 in the score", f"trend-{reviewed.template.key}"):
        assert said in page


def test_new_and_dropped_questions_are_told_over_versions() -> None:
    reviewed = _twice(
        then=section("site", asked("network"), asked("cooling")), now={"network": 5, "cooling": 2}
    )

    page = _text(signed_in(reviewed.owner), f"/reviews/subjects/{reviewed.subject_id}/")

    for said in ("New question: 1", "No longer asked: 1", "How is cooling?", "How is power?"):
        assert said in page


def test_the_tab_of_a_provider_tells_of_its_reviews() -> None:
    reviewed = _twice()
    provider = reviewed.subject.provider
    assert provider

    page = _text(signed_in(reviewed.owner), f"/providers/{provider.pk}/reviews/")

    assert "What comes back" in page
    assert "87.5 of 100" in page
    nothing = series().subject.provider
    assert nothing
    assert "What comes back" in _text(client_of("executive"), f"/providers/{nothing.pk}/reviews/")
    assert "Nothing comes back by itself here yet" in _text(
        client_of("evaluator"), f"/providers/{nothing.pk}/reviews/"
    )


def test_last_times_answer_stands_below_the_question_and_is_taken_over_by_a_deed() -> None:
    reviewed = _twice(now={})
    client, response = signed_in(reviewed.owner), response_of(cycle(reviewed, 2))
    fill = f"/assessments/{response.assessment_id}/answer/{response.pk}/"
    assert "Last time: 4" in _text(client, fill)
    assert not Answer.objects.filter(response=response).exists()

    panel = client.get(f"{fill}questions/power/last-time/", headers=htmx()).content.decode()
    assert "Answer as last time" in panel
    assert "<html" not in panel
    assert "<html" in _text(client, f"{fill}questions/power/last-time/")
    answer = client.post(f"{fill}questions/power/take-over/", {"row_version": "0"})

    assert answer["Location"].startswith(f"{fill}#q-")
    assert AnswerRevision.objects.get(answer__response=response).note == "As last time (2027-02-13)"


def test_taking_over_on_an_old_view_changes_nothing_and_says_so() -> None:
    reviewed = _twice(now={})
    client, response = signed_in(reviewed.owner), response_of(cycle(reviewed, 2))
    answered(response, "power", 1)
    fill = f"/assessments/{response.assessment_id}/answer/{response.pk}/"

    page = client.post(f"{fill}questions/power/take-over/", {"row_version": "0"}, follow=True)

    assert "answered meanwhile" in page.content.decode()
    assert Answer.objects.get(response=response).value == 1


def test_the_filling_page_of_a_cycle_asks_little_of_the_database() -> None:
    reviewed = _twice(now={})
    response = response_of(cycle(reviewed, 2))

    fill = f"/assessments/{response.assessment_id}/answer/{response.pk}/"
    assert _queries(signed_in(reviewed.owner), fill) <= 15


def test_a_subject_is_seen_by_who_sees_something_of_it() -> None:
    reviewed = _twice()
    page = f"/reviews/subjects/{reviewed.subject_id}/"
    reader = person("evaluator")
    assert signed_in(reader).get(page).status_code == 404
    grant(
        by=SYSTEM,
        to_kind=ActorKind.USER,
        to_id=str(reader.pk),
        assessment=cycle(reviewed, 2),
        capability=Capability.READ,
    )

    assert "Two cycles with a score show it." in _text(signed_in(reader), page)


def _twice(*, then: object = None, now: dict[str, object] | None = None) -> ReviewSeries:
    key = f"infrastructure-{ReviewSeries.objects.count()}"
    first = section("site", asked("power"), asked("network", weight=3))
    reviewed = series(version=published(first, key=key))
    travel(OPENS)
    finish(cycle(reviewed, 1), OPENS, power=4, network=2)
    if then is not None:
        published(then, key=key)  # type: ignore[arg-type]
    travel(SECOND)
    given = {"power": 3, "network": 5} if now is None else now
    if given:
        finish(cycle(reviewed, 2), SECOND, **given)
    work_off()
    return reviewed


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked_for:
        assert client.get(address).status_code == 200
    return len(asked_for)


@pytest.mark.parametrize(("due", "titles"), [("overdue", {"Late"}), ("soon", {"Late", "Near"})])
def test_assessments_are_found_by_their_due_day(due: str, titles: set[str]) -> None:
    lead = person("procurement_lead")
    today = timezone.localdate()
    for title, days in (("Late", -1), ("Near", 30), ("Far", 31)):
        opened = assessment(by=lead.as_actor())
        Assessment.objects.filter(pk=opened.pk).update(title=title, due_on=today + timedelta(days=days))

    page = _text(signed_in(lead), f"/assessments/?due={due}")

    assert {title for title in ("Late", "Near", "Far") if f">{title}<" in page} == titles


def test_two_cycles_of_one_day_stand_beside_each_other() -> None:
    day = date(2027, 3, 15)
    points = [TrendPoint("Cycle 1", day, 0.5, 0.5, 0.5), TrendPoint("Cycle 2", day, 0.4, 0.8, 0.6)]

    chart = trend("trend-x", "Trend", points)

    assert chart.x.categories == ("Cycle 1, 15 Mar 2027", "Cycle 2, 15 Mar 2027")
    assert chart.summary == "60.0 of 100 on 15 Mar 2027: +10.0 since 15 Mar 2027."
    assert chart.table.rows[1] == ("Cycle 2", "15 Mar 2027", "60.0", "40–80")
