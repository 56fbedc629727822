"""Beside each question that a roster answers stands what it shows, and whether what is stated holds."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import submit_response
from assessments.actions.measuring import choose_scope
from assessments.domain.questionnaire import Side
from outsourcing.audit.models import AuditEvent
from providers.actions import refuse_request
from providers.domain.attrition.measures import Scope
from providers.models import Roster
from tests.assessments.factories import NOW, answered, published, question, response_of, section
from tests.assessments.measured.measuring import (
    SIDES,
    Measuring,
    measuring,
    roster,
    staff,
    work_off,
)
from tests.people import person, signed_in
from tests.providers.factories import contact
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.factories import claim, stored_roster
from tests.providers.rosters.files import text

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 30)


def said(page: str) -> str:
    """The text of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def page(of: Measuring, url: str = "") -> str:
    answer = signed_in(of.lead).get(url or filling(of))
    assert answer.status_code == 200
    return answer.content.decode()


def filling(of: Measuring, side: Side = Side.EVALUATOR) -> str:
    return f"/assessments/{of.assessment.pk}/answer/{response_of(of.assessment, side).pk}/"


def overview(of: Measuring) -> str:
    return said(page(of, f"/assessments/{of.assessment.pk}/"))


def state(of: Measuring, key: str, value: object) -> None:
    answered(response_of(of.assessment, Side.PROVIDER), key, value, by=of.lead.as_actor())


def hand_in(of: Measuring) -> None:
    for side in SIDES:
        submit_response(by=of.lead.as_actor(), response=response_of(of.assessment, side), now=NOW)


def test_the_figure_stands_beside_its_question_with_its_interval_and_the_way_to_the_roster() -> None:
    of = measuring()
    made = roster(of.provider)

    html = page(of)

    assert (
        "10.8 % measured, and counts Roster of 30 Jun 2026, all functions: 8 left of their own will in "
        "74.0 person-years. 95 % interval 4.7–21.3 %. See the roster"
    ) in said(html)
    assert "Yes measured, and counts Roster of 30 Jun 2026: 80 employments by function" in said(html)
    assert "6 years measured, and counts Roster of 30 Jun 2026, all functions: 68 people." in said(html)
    assert f'href="/providers/{of.provider.pk}/rosters/{made.pk}/"' in html
    # It is said once, not as one more answer of somebody.
    assert said(html).count("8 left of their own will") == 1


def test_who_manages_no_providers_is_led_to_the_figures_themselves() -> None:
    of = measuring()
    roster(of.provider)
    html = signed_in(person("auditor")).get(f"{filling(of)}read/").content.decode()

    assert "8 left of their own will" in html
    assert f'href="/providers/{of.provider.pk}/attrition/#rosters"' in html
    assert f"/providers/{of.provider.pk}/rosters/" not in html


@pytest.mark.parametrize(
    ("stated", "sentence", "tone"),
    [
        (3, "Stated: 3.0 %. The roster contradicts it: too low, 10.8 % left (4.7–21.3 %).", "bad"),
        (
            30,
            "Stated: 30.0 %. The roster shows only 10.8 % (4.7–21.3 %): are leavers missing from it?",
            "warn",
        ),
        (11, "Stated: 11.0 %. The roster agrees: 10.8 % left (4.7–21.3 %).", "ok"),
    ],
)
def test_what_the_provider_states_is_held_against_the_count(stated: int, sentence: str, tone: str) -> None:
    of = measuring()
    roster(of.provider)
    state(of, "voluntary", stated)

    html = page(of)

    assert sentence in said(html)
    assert f'class="tone-{tone}"' in html


def test_where_nothing_is_told_a_statement_is_not_tested_either() -> None:
    of = measuring()
    roster(of.provider)
    choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("Statistics",)))
    work_off()
    state(of, "voluntary", 11)

    text_ = said(page(of))

    assert "Stated: 11.0 %. Too little data to tell." in text_
    assert (
        "Not measured from the roster of 30 Jun 2026: it knows none of the functions or sites in scope."
    ) in text_


def test_a_recorded_claim_is_held_against_it_as_well() -> None:
    of = measuring()
    claim(of.provider, 0.05)
    roster(of.provider)

    html = page(of)

    assert "Claimed: 5.0 %. The roster contradicts it: too low, 16.2 % left (8.4–28.3 %)." in said(html)
    assert f'href="/providers/{of.provider.pk}/attrition/#claims"' in html


def test_a_claim_about_long_ago_is_not_held_against_this_year() -> None:
    of = measuring()
    claim(of.provider, 0.05, after=date(2023, 1, 1), until=date(2023, 12, 31))
    roster(of.provider)

    assert "Claimed:" not in said(page(of))


def test_without_a_roster_the_page_says_so() -> None:
    of = measuring()
    state(of, "voluntary", 11)

    text_ = said(page(of))

    assert "Nothing is measured: there is no roster yet. What is said here is a claim." in text_
    assert "Nothing is measured: there is no roster yet." in overview(of)


def test_while_no_worker_counts_the_page_says_what_is_still_being_computed() -> None:
    of = measuring()
    stored_roster(of.provider, text(staff()).read())

    assert "The figures of the latest roster are being computed." in said(page(of))
    assert "The figures of the latest roster are being computed." in overview(of)

    work_off()

    assert "being computed" not in said(page(of))
    assert "4 of 4 questions are answered by the roster of 30 Jun 2026." in overview(of)


def test_another_choice_is_being_computed_until_a_worker_has_counted_it() -> None:
    of = measuring()
    roster(of.provider)

    choose_scope(by=of.lead.as_actor(), assessment=of.fresh, scope=Scope(("QA",)))

    assert "The figures of the latest roster are being computed." in said(page(of))
    work_off()
    assert "22.2 % measured, and counts Roster of 30 Jun 2026, functions in scope" in said(page(of))


def test_a_refusal_is_told_beside_the_question_that_it_answers() -> None:
    of = measuring()
    asha = contact(of.provider, "Asha Rao", email="asha@kaveri.example")
    request = asked_for(asha, by=of.lead)
    refuse_request(by=asha.as_actor(), request=request, reason="Our works council objects.", now=NOW)

    html = said(page(of))

    told = "They decline to hand over a roster (Asha Rao, 23 Nov 2026): Our works council objects."
    assert told in html
    assert "Unless a list comes in another way, that answers this question with “no”." in html
    assert told in overview(of)


def test_a_roster_that_came_after_the_submission_is_told_and_does_not_count() -> None:
    of = measuring()
    roster(of.provider)
    hand_in(of)
    later = roster(of.provider, staff(resigned=16), LATER)

    html = page(of, f"{filling(of)}read/")

    assert "10.8 % measured, and counts Roster of 30 Jun 2026" in said(html)
    assert (
        "This was handed in without the roster of 30 Sep 2026. It shows 24.6 %. Reopen to take it over."
    ) in said(html)
    assert f'href="/providers/{of.provider.pk}/rosters/{later.pk}/"' in html
    assert "This was handed in without the roster of 30 Sep 2026. Reopen to take it over." in overview(of)


def test_what_was_handed_in_before_the_first_roster_shows_it_beside() -> None:
    of = measuring()
    hand_in(of)
    roster(of.provider)

    html = said(page(of, f"{filling(of)}read/"))

    assert "This was handed in without the roster of 30 Jun 2026. It shows 10.8 %." in html
    assert "and counts" not in html


def test_the_measured_side_can_be_read_like_any_other() -> None:
    of = measuring()
    roster(of.provider)
    measured = response_of(of.assessment, Side.MEASURED)

    html = said(page(of, f"/assessments/{of.assessment.pk}/answer/{measured.pk}/read/"))

    assert "Measured from the provider's rosters." in html
    assert html.count("10.8 %") == 1
    assert html.count("8 left of their own will") == 1
    assert html.count("See the roster") == 4
    assert "How is pace?" not in html
    assert "Measured 4 of 4" in overview(of)
    assert "0 of 10 answered" in overview(of)


def test_a_measured_answer_has_its_time_line_and_comments_and_nobody_to_ask() -> None:
    of = measuring()
    roster(of.provider)
    measured = response_of(of.assessment, Side.MEASURED)
    question = f"/assessments/{of.assessment.pk}/answer/{measured.pk}/questions/voluntary"

    assert "measured from the roster" in said(page(of, f"{question}/history/"))
    assert "Comment" in said(page(of, f"{question}/comments/"))
    client = signed_in(of.lead)
    assert client.post(f"{question}/clarify/ask/", {"text": "Really?"}).status_code == 404
    assert client.get(f"{question.removesuffix('voluntary')}pace/history/").status_code == 404


def test_a_checklist_that_no_roster_answers_says_nothing_of_rosters() -> None:
    plain = published(section("all", question("pace")), opening_sides=["evaluator", "provider"])
    of = measuring(version=plain)
    roster(of.provider)

    assert "roster" not in said(page(of)).lower()
    assert "Measured from rosters" not in overview(of)


def test_functions_and_sites_are_chosen_from_the_names_of_the_roster() -> None:
    of = measuring()
    roster(of.provider)
    url = f"/assessments/{of.assessment.pk}/scope/"

    offered = page(of, url)
    answer = signed_in(of.lead).post(url, {"functions": ["QA"], "sites": ["Brno"]}, follow=True)
    work_off()

    assert all(f'value="{name}"' in offered for name in ("QA", "Coding", "Pune", "Brno"))
    assert "Chosen. The figures follow within moments." in answer.content.decode()
    assert (of.measured()["voluntary"], of.measured()["total"]) == (22.2, 10.5)
    assert "Functions: QA · Sites: Brno" in overview(of)
    assert AuditEvent.objects.filter(action="assessment.scope_chosen").count() == 1


def test_what_the_roster_does_not_name_cannot_be_chosen() -> None:
    of = measuring()
    roster(of.provider)

    answer = signed_in(of.lead).post(f"/assessments/{of.assessment.pk}/scope/", {"functions": ["Statistics"]})

    assert answer.status_code == 422
    assert "Statistics is not one of the available choices" in answer.content.decode()
    assert of.fresh.functions_in_scope == []


def test_without_a_roster_there_is_nothing_to_choose() -> None:
    of = measuring()

    assert "There is nothing to choose yet" in page(of, f"/assessments/{of.assessment.pk}/scope/")


def test_a_checklist_that_no_roster_answers_offers_no_choice() -> None:
    plain = published(section("all", question("pace")), opening_sides=["evaluator", "provider"])
    of = measuring(version=plain)
    roster(of.provider)

    assert "No roster answers anything here" in page(of, f"/assessments/{of.assessment.pk}/scope/")


def test_a_closed_assessment_says_why_nothing_is_chosen_any_more() -> None:
    of = measuring()
    roster(of.provider)
    hand_in(of)

    answer = signed_in(of.lead).post(f"/assessments/{of.assessment.pk}/scope/", {"functions": ["QA"]})

    assert answer.status_code == 409
    assert "This assessment is closed; its figures stay as they were handed in." in answer.content.decode()


def test_many_rosters_and_questions_take_no_more_reads() -> None:
    of = measuring()
    roster(of.provider)
    client = signed_in(of.lead)
    client.get(filling(of))
    with CaptureQueriesContext(connection) as one:
        client.get(filling(of))
    for month in (7, 8, 9):
        roster(of.provider, staff(), date(2026, month, 28))
    assert Roster.objects.count() == 4

    with CaptureQueriesContext(connection) as four:
        client.get(filling(of))

    assert len(four) == len(one)
