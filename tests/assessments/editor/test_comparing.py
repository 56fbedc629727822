"""Weights by pairs on their pages: judged, kept with the draft, proposed, and applied only when asked."""

from typing import Any

import pytest
from django.test import Client

from assessments.actions import publish_version
from assessments.actions.editing import begin_draft
from assessments.models import Comparison, Question, Section, TemplateVersion
from outsourcing.audit.models import AuditEvent
from tests.assessments import factories
from tests.assessments.editor.drafts import draft, editor
from tests.assessments.factories import NOW, question, section
from tests.assessments.pages.places import text_of
from tests.people import client_of

pytestmark = pytest.mark.django_db
HERE = "/templates/people/edit/compare/"
IN_SECTION = "/templates/people/edit/sections/a/compare/"


def place() -> tuple[TemplateVersion, Client]:
    of = draft(
        section("a", question("one"), question("two"), question("note", factories.NOTE, 0), weight=60),
        section("b", question("three"), weight=30),
        section("c", question("four"), weight=10),
        key="people",
    )
    return of, client_of("template_admin")


def weights(of: TemplateVersion) -> list[float]:
    return list(Section.objects.filter(version=of).order_by("position").values_list("weight", flat=True))


def judge(client: Client, **more: str) -> Any:
    judged = {"pair.a.b": "2", "pair.a.c": "4", "pair.b.c": "2", **more}
    return client.post(HERE, judged, follow=True)


SEEN = {"a": "60", "b": "30", "c": "10"}


def test_judged_proposed_and_taken_over() -> None:
    of, client = place()

    page = judge(client)
    before = weights(of)
    done = client.post(f"{HERE}apply/", SEEN, follow=True)

    said = " ".join(text_of(page).split())
    assert "The judgements agree with each other well." in said
    assert "Consistency ratio 0.00" in said
    assert before == [60, 30, 10]
    assert "The weights are taken over." in text_of(done)
    assert weights(of) == [57, 29, 14]
    assert AuditEvent.objects.filter(action="draft.compared").count() == 1
    assert AuditEvent.objects.filter(action="draft.weights_changed").count() == 1


def test_contradictions_are_said_and_named() -> None:
    _of, client = place()

    said = " ".join(text_of(judge(client, **{"pair.a.c": "-9"})).split())

    assert "The judgements contradict each other" in said
    assert "Look at these first:" in said
    assert "“C” matters extremely more (9)" in said
    assert "The others suggest:" in said


def test_half_of_the_judgements_are_kept_and_propose_nothing() -> None:
    of, client = place()

    page = client.post(HERE, {"pair.a.b": "3"}, follow=True)
    applied = client.post(f"{HERE}apply/", SEEN, follow=True)

    assert "2 to judge" in text_of(page)
    assert "Some pairs are not judged yet" in text_of(applied)
    assert weights(of) == [60, 30, 10]
    assert Comparison.objects.get().judgements == [["a", "b", 3]]


def test_the_questions_of_one_section_that_count() -> None:
    of, client = place()

    page = client.post(IN_SECTION, {"pair.one.two": "-3"}, follow=True)
    client.post(f"{IN_SECTION}apply/", {"one": "1", "two": "1"})

    assert "note" not in list(page.context["form"].fields)
    found = Question.objects.filter(version=of, section__key="a").order_by("position")
    assert list(found.values_list("weight", flat=True)) == [25, 75, 0]


def test_weights_that_were_changed_meanwhile_are_not_replaced() -> None:
    of, client = place()
    judge(client)
    Section.objects.filter(version=of, key="a").update(weight=61)

    page = client.post(f"{HERE}apply/", SEEN, follow=True)

    assert "were changed meanwhile" in text_of(page)
    assert weights(of) == [61, 30, 10]


def test_a_section_added_meanwhile_asks_for_its_pairs() -> None:
    of, client = place()
    judge(client)
    client.post("/templates/people/edit/sections/", {"title": "Leaders"})

    page = client.get(HERE)
    applied = client.post(f"{HERE}apply/", SEEN | {"leaders": "1"}, follow=True)

    assert "3 to judge" in text_of(page)
    assert "Some pairs are not judged yet" in text_of(applied)
    assert weights(of) == [60, 30, 10, 1]


def test_a_turned_order_turns_the_judgement() -> None:
    _of, client = place()
    judge(client)
    client.post("/templates/people/edit/move/", {"to": "section/a/3"})

    page = client.get(HERE)

    assert 'value="-4" selected' in page.content.decode()


def test_judgements_go_on_in_the_next_draft() -> None:
    of, client = place()
    judge(client)
    publish_version(by=editor(), version=of, now=NOW)
    begin_draft(by=editor(), template=of.template)

    assert "all judged" in text_of(client.get(HERE))
    assert Comparison.objects.count() == 1


@pytest.mark.parametrize("typed", ["0", "10", "-1", "many", "1e9"])
def test_a_judgement_that_is_none(typed: str) -> None:
    _of, client = place()

    reply = client.post(HERE, {"pair.a.b": typed})

    assert reply.status_code == 422
    assert not Comparison.objects.exists()


def test_more_than_can_be_compared() -> None:
    draft(*(section(f"s{n}", question(f"q{n}")) for n in range(16)), key="people")

    assert "At most 15 can be compared" in text_of(client_of("template_admin").get(HERE))


def test_one_alone_cannot_be_compared_and_an_unknown_section_is_not_there() -> None:
    _of, client = place()

    assert "It takes two that count." in text_of(client.get("/templates/people/edit/sections/b/compare/"))
    assert client.get("/templates/people/edit/sections/x/compare/").status_code == 404
    assert client_of("evaluator").get(HERE).status_code == 403
