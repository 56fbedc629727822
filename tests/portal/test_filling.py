"""Answering in the portal: saved one by one, by several people, handed in once, with a receipt."""

import pytest
from django.test import Client
from django.utils import timezone

from assessments.actions import cancel_assessment, reopen_response, submit_response
from assessments.models import Answer, AnswerRevision, Asking, Section
from assessments.queries.portal import portal_progress, portal_response
from outsourcing.actors import ActorKind
from tests.assessments.factories import LATER
from tests.assessments.pages.places import text_of as text
from tests.people import htmx
from tests.portal.world import Asked, ask, asked, come_in, inside, lead_of, path_in, save
from tests.providers.factories import contact

pytestmark = pytest.mark.django_db


def part_of(of: Asked, section: str, name: str = "Ravi Menon") -> tuple[Asked, Client]:
    """Somebody who is asked for one section."""
    only = Section.objects.get(version=of.assessment.version_id, key=section)
    who = contact(of.contact.provider, name, email=f"{name.split(maxsplit=1)[0].lower()}@kaveri.example")
    narrowed = ask(of.lead, of.assessment, who, only)
    return narrowed, come_in(path_in())


def test_each_answer_is_saved_by_itself_as_the_contact() -> None:
    of = asked()
    browser = inside(of)

    assert save(browser, of, "bench", "yes") == 200
    assert save(browser, of, "story", "We train our own leaders.") == 200

    answer = Answer.objects.get(question__key="bench")
    assert (answer.saved_by_kind, answer.saved_by_id) == (ActorKind.CONTACT, str(of.contact.pk))
    page = text(browser.get(of.page))
    assert "2 of 3 answered" in page
    assert "We train our own leaders." in page
    home = text(browser.get("/portal/"))
    assert "One thing is asked of you" in home
    assert "Asked by</dt><dd>Marieke Kuipers" in home


def test_home_says_by_when_with_the_zone() -> None:
    of = asked()
    of.assessment.due_on = timezone.localdate()
    of.assessment.save()

    home = text(inside(of).get("/portal/"))

    assert ", UTC" in home
    assert "today" in home


def test_it_works_without_scripts() -> None:
    of = asked()
    browser = inside(of)

    saved = browser.post(of.question("bench"), {"row_version": "0", "value": "yes"})
    refused = browser.post(of.question("line-0"), {"row_version": "0", "value": "9"})
    conflict = browser.post(of.question("bench"), {"row_version": "0", "value": "no"})

    assert saved["Location"].startswith(f"{of.page}#q-")
    assert refused.status_code == 422
    assert 'class="portal"' in text(refused)
    assert conflict.status_code == 409
    assert 'class="portal"' in text(conflict)
    assert f'action="{of.question("bench")}"' in text(conflict)


def test_two_of_a_firm_see_each_other_and_both_texts_of_a_conflict() -> None:
    of = asked()
    first = inside(of)
    narrowed, second = part_of(of, "recruiting")
    assert "Ravi Menon" in text(first.get(of.page))

    assert save(second, narrowed, "bench", "no") == 200
    answer = first.post(of.question("bench"), {"row_version": "0", "value": "yes"}, headers=htmx())

    assert answer.status_code == 409
    assert "Ravi Menon saved another answer here" in text(answer)
    assert save(first, of, "bench", "yes", version=1) == 200
    assert AnswerRevision.objects.filter(answer__question__key="bench").count() == 2


def test_what_one_of_the_house_saved_is_shown_without_their_name() -> None:
    of = asked()
    browser = inside(of)
    lead_of(of).post(
        f"/assessments/{of.assessment.pk}/answer/{of.response.pk}/questions/bench/",
        {"row_version": "0", "value": "no"},
        headers=htmx(),
    )

    conflict = browser.post(of.question("bench"), {"row_version": "0", "value": "yes"}, headers=htmx())

    assert "whoever asks you saved another answer here" in text(conflict)
    assert 'title="whoever asks you' in text(browser.get(of.page))


def test_who_is_asked_for_a_section_reaches_that_section_alone() -> None:
    of = asked()
    inside(of)
    narrowed, browser = part_of(of, "recruiting")

    page = text(browser.get(of.page))
    assert "How is bench?" in page
    assert "How is story?" not in page
    assert "0 of 2 answered" in page
    assert save(browser, narrowed, "bench", "yes") == 200
    assert save(browser, narrowed, "story", "Ours") == 404
    for closed in ("hand-in/", "colleagues/"):
        assert browser.get(f"{of.page}{closed}").status_code == 404
        assert browser.post(f"{of.page}{closed}").status_code == 404
    response = portal_response(narrowed.contact.as_actor(), of.assessment.pk, of.response.pk)
    assert response is not None
    assert portal_progress(response).answered == 1
    assert "1 of 2 answered" in text(browser.get("/portal/"))


def test_who_is_asked_for_a_part_and_then_for_all_answers_all() -> None:
    of = asked()
    _narrowed, browser = part_of(of, "recruiting")
    asking = Asking.objects.get(invitation__contact__name="Ravi Menon")
    asking.sections.clear()

    assert "How is story?" in text(browser.get(of.page))


def test_handing_in_gives_one_receipt_however_often() -> None:
    of = asked()
    browser = inside(of)
    save(browser, of, "bench", "yes")
    assert "2 questions are still open" in text(browser.get(f"{of.page}hand-in/"))

    first = browser.post(f"{of.page}hand-in/")
    second = browser.post(f"{of.page}hand-in/")

    assert first["Location"] == second["Location"] == f"{of.page}receipt/"
    receipt = text(browser.get(f"{of.page}receipt/"))
    assert of.response.receipt in receipt
    assert "Handed in by</dt><dd>Asha Rao" in receipt
    assert "1 of 3 answered" in receipt
    assert save(browser, of, "bench", "no", version=1) == 409
    assert browser.get(of.page)["Location"] == f"{of.page}read/"
    assert "It can be read, not changed." in text(browser.get(f"{of.page}read/"))
    assert "Handed in" in text(browser.get("/portal/"))


def test_what_was_reopened_is_asked_again() -> None:
    of = asked()
    browser = inside(of)
    browser.post(f"{of.page}hand-in/")

    reopen_response(by=of.lead.as_actor(), response=of.response, reason="One figure is missing", now=LATER)

    assert "One thing is asked of you" in text(browser.get("/portal/"))
    assert save(browser, of, "bench", "yes") == 200


def test_what_was_cancelled_is_read_and_not_asked() -> None:
    of = asked()
    browser = inside(of)
    save(browser, of, "bench", "yes")

    cancel_assessment(by=of.lead.as_actor(), assessment=of.assessment, reason="INTERNAL-REASON", now=LATER)

    assert "Nothing is asked of you right now" in text(browser.get("/portal/"))
    page = text(browser.get(of.page, follow=True))
    assert "This is not needed any more." in page
    assert "INTERNAL-REASON" not in page
    assert browser.post(f"{of.page}hand-in/").status_code == 302
    assert of.response.state == "draft"


def test_a_lost_session_loses_no_answer_of_350() -> None:
    of = asked(questions=349)
    browser = inside(of)
    page = browser.get(of.page)
    assert page.content.count(b"data-answer") == 350
    browser.cookies.clear()
    lost = browser.post(of.question("line-7"), {"row_version": "0", "value": "4"}, headers=htmx())

    assert lost.status_code == 401
    assert b"Get a code in a new tab" in lost.content
    assert not Answer.objects.exists()
    again = come_in(path_again(of), browser)
    assert save(again, of, "line-7", "4") == 200
    assert Answer.objects.get().value == 4


def path_again(of: Asked) -> str:
    lead = lead_of(of)
    lead.post(f"{of.inside}{of.asking.pk}/send-again/", {"days": "3"})
    return path_in()


def test_forgery_is_refused_in_the_portals_own_words() -> None:
    of = asked()
    browser = inside(of)
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.cookies = browser.cookies

    for address in (of.question("bench"), f"{of.page}hand-in/", f"{of.page}colleagues/", "/portal/leave/"):
        answer = elsewhere.post(address, {"row_version": "0", "value": "yes"})
        assert answer.status_code == 403
        assert 'class="portal"' in text(answer)
        assert "This form has grown too old" in text(answer)
    assert not Answer.objects.exists()


def test_who_submits_inside_for_the_provider_is_not_named() -> None:
    of = asked()
    browser = inside(of)
    submit_response(by=of.lead.as_actor(), response=of.response, now=LATER)

    assert "Handed in by</dt><dd>whoever asks you" in text(browser.get(f"{of.page}receipt/"))


def test_the_page_of_350_questions_asks_the_database_little(
    django_assert_max_num_queries: object,
) -> None:
    of = asked(questions=349)
    browser = inside(of)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        page = browser.get(of.page)
    assert len(page.content) < 1_000_000
