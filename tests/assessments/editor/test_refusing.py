"""What cannot be kept is refused with a reason; what two people wrote is merged, or shown to both."""

import json
from typing import Any

import pytest

from assessments.actions import Refused, publish_version
from assessments.actions import editing as actions
from assessments.models import Question
from tests.assessments.editor.drafts import content, draft, editor
from tests.assessments.editor.sending import fields_of, sent
from tests.assessments.factories import NOW, question, section
from tests.assessments.pages.places import text_of
from tests.people import client_of

pytestmark = pytest.mark.django_db
ADDRESS = "/templates/people/edit/questions/one/"


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf"), 1e7, "5", None, True])
def test_weights_that_are_none(weight: object) -> None:
    of = draft(section("s", question("one")))

    with pytest.raises(Refused) as refusal:
        actions.save_question(
            by=editor(), version=of, key="one", content=content(of, "one", weight=weight), base=None
        )

    assert refusal.value.field == "weight"
    assert Question.objects.get(version=of, key="one").weight == 1


@pytest.mark.parametrize("weight", ["-1", "nan", "inf", "1e9", "many", ""])
def test_weights_that_are_none_are_refused_on_the_page_and_kept_there(weight: str) -> None:
    of = draft(section("s", question("one")), key="people")

    reply = client_of("template_admin").post(ADDRESS, sent(of, "one", weight=weight, text="Typed"))

    assert reply.status_code == 422
    assert "What you typed is kept." in text_of(reply)
    assert "Typed" in reply.content.decode()
    assert Question.objects.get(version=of, key="one").weight == 1


def test_zero_is_a_weight_for_information() -> None:
    of = draft(section("s", question("one")), key="people")

    reply = client_of("template_admin").post(ADDRESS, sent(of, "one", weight="0"))

    assert reply.status_code == 302
    assert Question.objects.get(version=of, key="one").weight == 0


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"text": "x" * 1_000_000}, "at most 2000"),
        ({"guidance": "x" * 1_000_000}, "at most 10000"),
        ({"text": ""}, "required"),
        ({"text": "null\x00"}, "Null"),
        ({"levels": "1"}, "greater than or equal to 2"),
        ({"levels": "5", "values": "0, 50"}, "5 levels need 5 values"),
        ({"type": "choice", "option_1_label": "Only one"}, "two options or more"),
        ({"type": "number", "point_1_x": "1", "point_1_value": "100"}, "two points or more"),
        ({"type": "number", "point_1_x": "1"}, "needs an answer and what it is worth"),
        ({"type": "number", "point_1_x": "nan", "point_1_value": "1"}, "Enter a number"),
        ({"type": "unheard"}, "valid choice"),
        ({"knockout-rule": "below"}, "compared with"),
        ({"knockout-rule": "below", "knockout-figure": "2"}, "Say in a sentence"),
        ({"knockout-rule": "below", "knockout-figure": "inf", "knockout-sentence": "x"}, "finite"),
        ({"condition-question_key": "two"}, "valid choice"),
        ({"condition-question_key": "one"}, "valid choice"),
        ({"base": ""}, "too old"),
        ({"base": "[" * 10_000}, "too old"),
        ({"base": '{"text": "?"}'}, "too old"),
    ],
)
def test_what_cannot_be_kept(typed: dict[str, str], reason: str) -> None:
    of = draft(section("s", question("one"), question("two")), key="people")
    was = content(of, "one")

    reply = client_of("template_admin").post(ADDRESS, sent(of, "one", **typed))

    assert reply.status_code == 422
    assert reason in text_of(reply)
    assert content(of, "one") == was


def test_a_text_of_a_megabyte_is_refused_by_the_action_too() -> None:
    of = draft(section("s", question("one")))

    with pytest.raises(Refused, match="1000000 characters; 2000 fit"):
        actions.save_question(
            by=editor(), version=of, key="one", content=content(of, "one", text="x" * 10**6), base=None
        )


def test_changes_of_two_people_to_different_fields_are_merged() -> None:
    of = draft(section("s", question("one")), key="people")
    mine, theirs = client_of("template_admin"), client_of("template_admin")
    page = fields_of(mine.get(ADDRESS))

    theirs.post(ADDRESS, fields_of(theirs.get(ADDRESS)) | {"weight": "8"})
    reply = mine.post(ADDRESS, page | {"text": "Mine"})

    assert reply.status_code == 302
    saved = Question.objects.get(version=of, key="one")
    assert (saved.text, saved.weight) == ("Mine", 8)


def test_a_field_that_two_changed_is_shown_with_both_and_nothing_is_lost() -> None:
    of = draft(section("s", question("one")), key="people")
    client = client_of("template_admin")
    page = fields_of(client.get(ADDRESS))
    client.post(ADDRESS, page | {"text": "Theirs", "weight": "8"})

    reply = client.post(ADDRESS, page | {"text": "Mine", "guidance": "Look closely."})

    said = text_of(reply)
    assert reply.status_code == 409
    assert "yours:</span> Mine" in said
    assert "theirs:</span> Theirs" in said
    assert "Look closely." in said
    assert Question.objects.get(version=of, key="one").text == "Theirs"

    again = fields_of(reply) | {"overrule": "1"}
    assert client.post(ADDRESS, again).status_code == 302
    saved = Question.objects.get(version=of, key="one")
    assert (saved.text, saved.guidance, saved.weight) == ("Mine", "Look closely.", 8)


def test_what_was_typed_into_a_removed_question_is_added_again() -> None:
    of = draft(section("s", question("one"), question("two")), key="people")
    client = client_of("template_admin")
    page = fields_of(client.get(ADDRESS))
    actions.remove_question(by=editor(), version=of, key="one", now=NOW)

    reply = client.post(ADDRESS, page | {"text": "Typed meanwhile"})
    assert reply.status_code == 409
    assert "removed meanwhile" in text_of(reply)
    assert "Typed meanwhile" in reply.content.decode()
    client.post(ADDRESS, fields_of(reply) | {"restore": "1"})

    assert Question.objects.get(version=of, key="one").text == "Typed meanwhile"


def test_a_draft_that_was_published_meanwhile_takes_nothing() -> None:
    of = draft(section("s", question("one")))
    wanted = content(of, "one", text="Late")
    publish_version(by=editor(), version=of, now=NOW)

    with pytest.raises(Refused, match="published meanwhile"):
        actions.save_question(by=editor(), version=of, key="one", content=wanted, base=None)


def test_a_draft_that_was_discarded_meanwhile_takes_nothing() -> None:
    of = draft(section("s", question("one")))
    wanted = content(of, "one", text="Late")
    actions.discard_draft(by=editor(), version=of, now=NOW)

    with pytest.raises(Refused, match="discarded meanwhile"):
        actions.save_question(by=editor(), version=of, key="one", content=wanted, base=None)


@pytest.mark.parametrize(
    "typed",
    [{"title": ""}, {"weight": "-1"}, {"weight": "nan"}, {"minimum": "101"}, {"envelope": "sealed"}],
)
def test_sections_that_cannot_be_kept(typed: dict[str, Any]) -> None:
    of = draft(section("s", question("one")), key="people")
    stands = {"title": "S", "weight": 1, "minimum": None, "envelope": "open"}
    fields = {"title": "S", "weight": "1", "minimum": "", "envelope": "open", "base": json.dumps(stands)}

    reply = client_of("template_admin").post("/templates/people/edit/sections/s/", fields | typed)

    assert reply.status_code == 422
    assert of.sections.get().weight == 1


@pytest.mark.parametrize("role", ["procurement_lead", "evaluator", "executive", "auditor", "administrator"])
@pytest.mark.parametrize(
    "address", ["new/", "people/edit/", "people/edit/questions/one/", "people/edit/publish/"]
)
def test_editing_is_for_template_admins(role: str, address: str) -> None:
    draft(section("s", question("one")), key="people")

    assert client_of(role).get(f"/templates/{address}").status_code == 403
