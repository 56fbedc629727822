"""The provider's people say something about their own answers, and clarify one."""

import pytest
from django.core import mail
from django.test import Client

from assessments.actions import submit_response
from assessments.actions.clarifying import ask_to_clarify
from assessments.actions.commenting import begin_thread
from assessments.models import Clarification, Comment, Response
from tests.assessments.factories import LATER, NOW, question_of
from tests.assessments.pages.places import text_of
from tests.people import htmx
from tests.portal.world import Asked, asked, inside, save, work_off

pytestmark = pytest.mark.django_db


def handed_in() -> tuple[Asked, Client]:
    """The provider's response, submitted by the contact, and their browser."""
    of = asked()
    client = inside(of)
    assert save(client, of, "bench", "yes") == 200
    submit_response(by=of.contact.as_actor(), response=of.response, now=NOW)
    return of, client


def said(of: Asked, text: str, *, is_shared: bool) -> Comment:
    """The lead says something about the provider's answer."""
    return begin_thread(
        by=of.lead.as_actor(),
        response=of.response,
        question=question_of(of.assessment, "bench"),
        text=text,
        is_shared=is_shared,
        now=NOW,
    )


def test_a_contact_reads_what_is_shared_and_replies() -> None:
    of = asked()
    shared = said(of, "SHARED", is_shared=True)
    internal = said(of, "INTERNAL-CANARY", is_shared=False)
    client = inside(of)

    page = text_of(client.get(f"{of.question('bench')}comments/"))
    assert "SHARED" in page
    assert "INTERNAL-CANARY" not in page
    assert "1 open comment" in text_of(client.get(of.page))
    place = f"{of.question('bench')}comments/"
    assert client.post(f"{place}{shared.thread_id}/", {"text": "Yes."}).status_code == 302
    assert client.post(f"{place}{internal.thread_id}/", {"text": "Yes."}).status_code == 404
    assert client.post(place, {"text": "And more."}, headers=htmx()).status_code == 200
    assert [each.thread.is_shared for each in Comment.objects.filter(by_kind="contact")] == [True, True]


def test_a_contact_mentions_nobody() -> None:
    of = asked()
    client = inside(of)

    answer = client.post(f"{of.question('bench')}comments/", {"text": "Hello", "mentions": [str(of.lead.pk)]})

    assert answer.status_code == 422
    assert not Comment.objects.exists()


def test_a_contact_finds_what_is_unclear_and_changes_that_answer_alone() -> None:
    of, client = handed_in()
    asked_about = ask_to_clarify(
        by=of.lead.as_actor(),
        response=of.response,
        question=question_of(of.assessment, "bench"),
        asked="For how many?",
        now=LATER,
    )
    work_off("assessments.tell")
    assert mail.outbox[-1].to == [of.contact.email]
    assert f"{of.question('bench')}clarify/" in str(mail.outbox[-1].body)
    assert "For how many?" in text_of(client.get("/portal/"))

    answer = client.post(
        f"{of.question('bench')}clarify/{asked_about.pk}/answer/",
        {"value": "no", "row_version": "1", "words": "We counted again."},
    )

    assert answer.status_code == 302
    assert Clarification.objects.get().state == "changed"
    assert Response.objects.get(pk=of.asking.response_id).state == "submitted"
    assert save(client, of, "bench", "yes", version=2) == 409
    page = text_of(client.get(f"{of.question('bench')}clarify/"))
    assert "We counted again." in page
    assert "Ask its author" not in page
