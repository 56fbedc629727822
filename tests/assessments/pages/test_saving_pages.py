"""Saving one answer through its page: what comes back, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import submit_response
from assessments.models import Answer, Capability
from tests.assessments import factories
from tests.assessments.pages.places import Filling, colleague, filling, text_of
from tests.people import htmx, signed_in

pytestmark = pytest.mark.django_db

SEVERAL = {
    "type": "choice",
    "several": True,
    "options": [
        {"key": "iso", "label": "ISO 9001", "value": 1},
        {"key": "none", "label": "None", "value": 0},
    ],
}


def answer_to(place: Filling, key: str) -> Answer:
    return Answer.objects.get(response=place.response, question__key=key)


def test_a_save_answers_with_state_version_progress_and_score() -> None:
    place = filling()

    reply = place.save("pace", "5")

    pk = factories.question_of(place.assessment, "pace").pk
    said = text_of(reply)
    assert reply.status_code == 200
    assert "saved " in said
    assert f'id="version-{pk}" value="1" hx-swap-oob="true"' in said
    assert "1 of 3 answered" in said
    assert "<b>100.0</b><span>between 45.0 and 100.0 once complete</span>" in said


def test_the_answer_and_its_note_are_stored() -> None:
    place = filling()

    place.save("pace", "4", note=" Shadowing for 6 weeks. ")

    saved = answer_to(place, "pace")
    assert (saved.value, saved.note, saved.saved_by_name) == (4, "Shadowing for 6 weeks.", "Marieke Kuipers")


def test_several_choices_are_stored_together() -> None:
    place = filling(factories.section("quality", factories.question("system", SEVERAL)))

    place.save("system", ["none", "iso"])

    assert answer_to(place, "system").value == ["iso", "none"]


def test_not_applicable_is_saved_with_its_reason() -> None:
    place = filling()

    place.save("pace", "__not_applicable__", reason="No hand-over is planned.")

    saved = answer_to(place, "pace")
    assert (saved.state, saved.value, saved.reason) == ("not_applicable", None, "No hand-over is planned.")


@pytest.mark.parametrize(
    ("key", "value", "reason", "said"),
    [
        ("pace", "6", "", "Choose a level from 1 to 5."),
        ("pace", "nan", "", "Give a number that can be counted with."),
        ("pace", "__not_applicable__", " ", "Say in a few words why this does not apply."),
        ("bench", "maybe", "", "Choose one of the answers offered."),
        ("bench", "__not_applicable__", "why", "so it must be answered."),
    ],
)
def test_what_does_not_fit_is_refused_at_the_question(key: str, value: str, reason: str, said: str) -> None:
    place = filling()

    reply = place.save(key, value, reason=reason)

    assert reply.status_code == 422
    assert said in text_of(reply)
    assert "What you typed is still here." in text_of(reply)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "1e3", "９", "99999999999999"])
def test_a_version_that_is_none_saves_nothing(version: str) -> None:
    place = filling()

    assert place.save("pace", "4", version=version).status_code == 422
    assert not Answer.objects.exists()


def test_two_answers_to_one_question_are_both_shown() -> None:
    place = filling()
    place.save("pace", "2", note="As told on the phone.")
    second = colleague(place)

    reply = second.save("pace", "5", version=0, note="Seen in the records.")

    said = text_of(reply)
    assert reply.status_code == 409
    assert "Marieke Kuipers saved another answer here" in said
    assert "<h4>Yours</h4><p>5</p>" in said
    assert "<h4>Theirs</h4><p>2</p>" in said
    assert "As told on the phone." in said
    assert "Seen in the records." in said
    assert 'data-keep-over="1"' in said
    assert answer_to(place, "pace").value == 2


def test_keeping_mine_replaces_theirs_and_keeps_it_in_the_history() -> None:
    place = filling()
    place.save("pace", "2")
    second = colleague(place)

    assert second.save("pace", "5", version=1).status_code == 200
    assert answer_to(place, "pace").value == 5
    assert "<del>2</del> <ins>5</ins>" in text_of(place.client.get(f"{place.question('pace')}history/"))


def test_taking_theirs_brings_the_question_afresh() -> None:
    place = filling()
    place.save("pace", "2")

    reply = colleague(place).client.get(place.question("pace"), headers=htmx())

    assert reply.status_code == 200
    assert 'name="value" value="2" checked' in text_of(reply)


def test_repeating_a_save_whose_reply_was_lost_is_no_conflict() -> None:
    place = filling()
    place.save("pace", "4")

    reply = place.save("pace", "4", version=0)

    assert reply.status_code == 200
    assert answer_to(place, "pace").row_version == 1


def test_clearing_takes_the_answer_back_and_keeps_the_note() -> None:
    place = filling()
    place.save("pace", "4", note="Ask again.")

    reply = place.save("pace", "", version=1, note="Ask again.")

    saved = answer_to(place, "pace")
    assert (saved.state, saved.value, saved.note) == ("cleared", None, "Ask again.")
    assert "0 of 3 answered" in text_of(reply)


def test_an_empty_save_of_an_open_question_writes_nothing() -> None:
    place = filling()

    assert place.save("pace", "").status_code == 200
    assert not Answer.objects.exists()


def test_a_submitted_response_takes_no_answer() -> None:
    place = filling()
    submit_response(by=place.lead.as_actor(), response=place.response, now=factories.NOW)

    reply = place.save("pace", "4")

    assert reply.status_code == 409
    assert "Your change was not saved" in text_of(reply)


def test_without_scripts_a_save_leads_back_to_the_question() -> None:
    place = filling()
    pk = factories.question_of(place.assessment, "pace").pk

    reply = place.client.post(place.question("pace"), {"row_version": 0, "value": "4"})

    assert (reply.status_code, reply["Location"]) == (302, f"{place.page}#q-{pk}")


def test_without_scripts_a_refusal_shows_what_was_typed() -> None:
    place = filling()

    reply = place.client.post(place.question("pace"), {"row_version": 0, "value": "6", "note": "Many words."})

    assert reply.status_code == 422
    assert "Many words." in text_of(reply)


def test_without_scripts_a_conflict_can_be_settled() -> None:
    place = filling()
    place.save("pace", "2")

    reply = colleague(place).client.post(place.question("pace"), {"row_version": 0, "value": "5"})

    said = text_of(reply)
    assert reply.status_code == 409
    assert '<input type="hidden" name="row_version" value="1">' in said
    assert '<input type="hidden" name="value" value="5">' in said


@pytest.mark.parametrize("key", ["story", "nothing", "recruiting"])
def test_a_question_that_is_not_asked_here_is_not_found(key: str) -> None:
    place = filling(
        factories.section("recruiting", factories.question("pace")),
        factories.section("leaders", factories.question("story", factories.NOTE, 0, sides=["provider"])),
    )

    assert place.save(key, "text").status_code == 404


def test_a_question_of_another_checklist_is_not_found() -> None:
    place = filling()
    filling(factories.section("other", factories.question("elsewhere")))

    assert place.save("elsewhere", "4").status_code == 404


def test_foreign_and_missing_responses_are_the_same() -> None:
    place, foreign = filling(), filling()

    replies = [
        place.client.post(f"/assessments/{pk}/answer/{response}/questions/pace/", {"value": "4"})
        for pk, response in [
            (foreign.assessment.pk, foreign.response.pk),
            (place.assessment.pk, foreign.response.pk),
            (999_999, 999_999),
        ]
    ]

    assert [reply.status_code for reply in replies] == [404, 404, 404]
    assert not Answer.objects.exists()


def test_who_may_only_read_cannot_save() -> None:
    reader = colleague(filling(), Capability.READ)

    assert reader.save("pace", "4").status_code == 404
    assert not Answer.objects.exists()


def test_a_lost_session_asks_to_sign_in_and_saves_nothing() -> None:
    place = filling()
    place.client.logout()

    reply = place.save("pace", "4")

    assert reply.status_code == 401
    assert not Answer.objects.exists()


def test_a_save_takes_few_queries() -> None:
    place = filling()
    place.save("pace", "4")

    with CaptureQueriesContext(connection) as queries:
        place.save("pace", "5", version=1)

    # 3 know who asks, 3 let them in, 10 write, 3 read progress and score; two of them mark the transaction.
    assert len(queries) <= 19, "\n".join(query["sql"][:90] for query in queries)


def test_a_colleague_signs_in_to_the_same_response() -> None:
    place = filling()
    second = colleague(place)

    assert signed_in(second.lead).get(place.page).status_code == 200
