"""The editor's pages: what they show, save and refuse."""

from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.actions import editing as actions
from assessments.models import Question, Section, Template, TemplateVersion, VersionState
from tests.assessments import factories
from tests.assessments.editor.drafts import content, draft, order
from tests.assessments.editor.sending import fields_of, sent
from tests.assessments.factories import question, section
from tests.assessments.pages.places import text_of
from tests.people import actor, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    """A template admin's browser."""
    return client_of("template_admin")


def test_edit_begins_a_draft_and_opens_it(admin: Client) -> None:
    factories.published(key="people")

    reply = admin.post("/templates/people/draft/", follow=True)

    assert reply.redirect_chain == [("/templates/people/edit/", 302)]
    said = text_of(reply)
    assert "Draft of version 2" in said
    assert "version 1 stays in use" in said
    assert "Nothing is changed yet." in said


def test_the_list_shows_shares_of_the_whole(admin: Client) -> None:
    draft(key="people")

    said = text_of(admin.get("/templates/people/edit/"))

    assert "= 60.0" in said
    assert "45.0" in said  # 3 of 4 within 60
    assert "40.0" in said


@pytest.mark.parametrize("key", ["pace", "bench", "story"])
def test_saving_a_question_unchanged_changes_nothing(admin: Client, key: str) -> None:
    of = draft(key="people")
    was = content(of, key)
    address = f"/templates/people/edit/questions/{key}/"

    reply = admin.post(address, fields_of(admin.get(address)))

    assert reply.status_code == 302
    assert content(of, key) == was


def test_every_default_question_survives_its_form(admin: Client) -> None:
    """The forms say everything that the checklists of the product say."""
    for of in default_drafts():
        for row in Question.objects.filter(version=of).order_by("pk")[::4]:
            was = content(of, row.key)
            address = f"/templates/{of.template.key}/edit/questions/{row.key}/"
            reply = admin.post(address, fields_of(admin.get(address)))
            assert reply.status_code == 302, unescape(text_of(reply))
            assert content(of, row.key) == was, row.key


def default_drafts() -> list[TemplateVersion]:
    call_command("load_checklists", verbosity=0)
    by = actor("template_admin")
    return [actions.begin_draft(by=by, template=template) for template in Template.objects.all()]


def test_a_changed_question_is_told_in_words(admin: Client) -> None:
    of = draft(key="people")
    address = "/templates/people/edit/questions/bench/"

    reply = admin.post(address, fields_of(admin.get(address)) | {"weight": "5"}, follow=True)

    assert "1.2 weight 1 → 5" in text_of(reply)
    assert Question.objects.get(version=of, key="bench").weight == 5


FORMATS: list[tuple[dict[str, str], dict[str, Any]]] = [
    (
        {"type": "scale", "levels": "3", "anchor_1": "never", "anchor_3": "always", "reverse": "on"},
        {
            "type": "scale",
            "levels": 3,
            "reverse": True,
            "values": None,
            "anchors": [{"level": 1, "text": "never"}, {"level": 3, "text": "always"}],
        },
    ),
    (
        {"type": "scale", "levels": "3", "values": "0, 10, 100"},
        {"type": "scale", "levels": 3, "reverse": False, "values": [0, 0.1, 1], "anchors": []},
    ),
    (
        {"type": "yes_no", "preferred": "False", "partly": "on"},
        {"type": "yes_no", "preferred": False, "partly": True},
    ),
    (
        {
            "type": "choice",
            "option_1_label": "Signed",
            "option_1_value": "100",
            "option_2_label": "Nothing at all",
            "option_2_value": "0",
            "several": "on",
            "combine": "min",
        },
        {
            "type": "choice",
            "several": True,
            "combine": "min",
            "options": [
                {"key": "signed", "label": "Signed", "value": 1},
                {"key": "nothing-at-all", "label": "Nothing at all", "value": 0},
            ],
        },
    ),
    (
        {
            "type": "number",
            "point_1_x": "200",
            "point_1_value": "0",
            "point_2_x": "100",
            "point_2_value": "100",
            "unit": "days",
            "minimum": "0",
            "whole": "on",
        },
        {
            "type": "number",
            "unit": "days",
            "minimum": 0,
            "maximum": None,
            "whole": True,
            "points": [{"x": 100, "value": 1}, {"x": 200, "value": 0}],
        },
    ),
    (
        {
            "type": "date",
            "point_1_x": "0",
            "point_1_value": "100",
            "point_2_x": "24",
            "point_2_value": "0",
        },
        {"type": "date", "points": [{"x": 0, "value": 1}, {"x": 24, "value": 0}]},
    ),
    (
        {"type": "mirror", "levels": "5", "raters": "2", "warn_from": "4"},
        {"type": "mirror", "levels": 5, "raters": 2, "warn_from": 4, "anchors": []},
    ),
    (
        {"type": "text", "rated": "on", "levels": "5", "anchor_1": "thin"},
        {"type": "text", "rated": True, "levels": 5, "anchors": [{"level": 1, "text": "thin"}]},
    ),
]


@pytest.mark.parametrize(("typed", "stored"), FORMATS, ids=lambda each: each["type"])
def test_each_type_of_answer_is_saved(admin: Client, typed: dict[str, str], stored: dict[str, Any]) -> None:
    of = draft(section("s", question("one")), key="people")

    reply = admin.post("/templates/people/edit/questions/one/", sent(of, "one", **typed))

    assert reply.status_code == 302, unescape(text_of(reply))
    assert Question.objects.get(version=of, key="one").format == stored


def test_another_type_shows_its_fields_and_saves_nothing(admin: Client) -> None:
    of = draft(section("s", question("one")), key="people")
    typed = sent(of, "one", type="number", text="Typed and kept", again="1")

    reply = admin.post("/templates/people/edit/questions/one/", typed)

    said = reply.content.decode()
    assert reply.status_code == 200
    assert "point_1_x" in said
    assert "Typed and kept" in said
    assert Question.objects.get(version=of, key="one").text == "How is one?"


def test_a_knockout_and_a_condition_are_saved(admin: Client) -> None:
    of = draft(section("s", question("one", factories.YES_NO), question("two")), key="people")
    typed = {
        "knockout-rule": "at_most",
        "knockout-figure": "2",
        "knockout-applies": "project",
        "knockout-sentence": "Too slow.",
        "condition-question_key": "one",
        "condition-rule": "one_of",
        "condition-options": ["yes"],
    }

    reply = admin.post("/templates/people/edit/questions/two/", sent(of, "two", **typed))

    assert reply.status_code == 302, unescape(text_of(reply))
    saved = Question.objects.get(version=of, key="two")
    assert saved.knockout == {
        "rule": "at_most",
        "operand": 2,
        "applies": "project",
        "sentence": "Too slow.",
    }
    assert saved.condition == {"question_key": "one", "rule": "equals", "operand": "yes"}


def test_a_condition_offers_earlier_questions_only(admin: Client) -> None:
    draft(section("s", question("one"), question("two"), question("three")), key="people")

    said = admin.get("/templates/people/edit/questions/two/").content.decode()

    offered = said[said.index('name="condition-question_key"') :].split("</select>")[0]
    assert 'value="one"' in offered
    assert 'value="three"' not in offered


def test_weights_are_saved_together_and_merged(admin: Client) -> None:
    of = draft(key="people")
    page = fields_of(admin.get("/templates/people/edit/"), form="weights")
    Question.objects.filter(version=of, key="bench").update(weight=9)

    reply = admin.post(
        "/templates/people/edit/weights/", page | {"question-pace": "7", "section-leaders": "10"}
    )

    assert reply.status_code == 302
    weights = dict(Question.objects.filter(version=of).values_list("key", "weight"))
    assert weights == {"pace": 7, "bench": 9, "story": 1}
    assert Section.objects.get(version=of, key="leaders").weight == 10


def test_a_weight_that_two_changed_is_shown_with_both(admin: Client) -> None:
    of = draft(key="people")
    page = fields_of(admin.get("/templates/people/edit/"), form="weights")
    Question.objects.filter(version=of, key="bench").update(weight=9)

    reply = admin.post("/templates/people/edit/weights/", page | {"question-bench": "7"})

    assert reply.status_code == 409
    assert 'value="7"' in reply.content.decode()
    assert "saved: 9" in text_of(reply)
    assert Question.objects.get(version=of, key="bench").weight == 9


def test_questions_and_sections_move_by_one_address(admin: Client) -> None:
    of = draft(key="people")

    admin.post("/templates/people/edit/move/", {"to": "question/pace/recruiting/2"})
    admin.post("/templates/people/edit/move/", {"to": "section/leaders/1"})
    admin.post("/templates/people/edit/move/", {"to": "question/bench/recruiting/1", "section": "leaders"})

    assert order(of) == [("leaders", "bench"), ("leaders", "story"), ("recruiting", "pace")]


@pytest.mark.parametrize(
    "to", ["", "question/pace", "question/pace/recruiting/x", "x/y/1", "section/leaders/" + "9" * 40]
)
def test_an_unreadable_move_moves_nothing(admin: Client, to: str) -> None:
    of = draft(key="people")
    was = order(of)

    assert admin.post("/templates/people/edit/move/", {"to": to}).status_code == 422
    assert order(of) == was


def test_a_removed_question_is_put_back_by_undo(admin: Client) -> None:
    of = draft(key="people")

    reply = admin.post("/templates/people/edit/questions/bench/remove/", follow=True)
    said = reply.content.decode()
    undo = said.split('action="/templates/people/removed/')[1].split('"')[0]
    assert ("recruiting", "bench") not in order(of)
    admin.post(f"/templates/people/removed/{undo}")

    assert ("recruiting", "bench") in order(of)


def test_a_new_checklist_begins_empty(admin: Client) -> None:
    facts = {"name": "Exit plan", "purpose": "relationship", "default_weight": "0"}

    reply = admin.post("/templates/new/", facts, follow=True)

    assert "Nothing is asked yet" in text_of(reply)
    assert TemplateVersion.objects.get().template.key == "exit-plan"


def test_a_copy_is_a_checklist_of_its_own(admin: Client) -> None:
    factories.published(key="people")
    facts = {"name": "People abroad", "purpose": "provider_fit", "default_weight": "5"}

    admin.post("/templates/people/copy/", facts)

    copied = TemplateVersion.objects.get(template__key="people-abroad")
    assert [key for _section, key in order(copied)] == ["pace", "bench", "story"]


def test_retired_checklists_take_no_new_assessments(admin: Client) -> None:
    version = factories.published(key="people")

    admin.post("/templates/people/retire/")

    version.refresh_from_db()
    assert version.state == VersionState.RETIRED


def test_the_preview_shows_one_side_and_saves_nothing(admin: Client) -> None:
    draft(key="people")

    said = text_of(admin.get("/templates/people/edit/preview/?side=provider"))

    assert "How is story?" in said
    assert "How is pace?" not in said
    assert "<fieldset disabled>" in said


def test_the_page_of_300_questions_takes_as_many_queries_as_of_two(admin: Client) -> None:
    draft(section("s", question("one"), question("two")), key="small")
    sections = [section(f"s{n}", *(question(f"q{n}-{m}") for m in range(30))) for n in range(10)]
    draft(*sections, key="large")
    admin.get("/templates/small/edit/")

    counted = []
    for key in ("small", "large"):
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(f"/templates/{key}/edit/").status_code == 200
        counted.append(len(captured))

    assert counted[0] == counted[1]
    assert counted[1] <= 12
