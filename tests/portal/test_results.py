"""Results released to the provider: as they stood, without anything internal, and open to comments."""

import pytest
from django.utils import timezone

from assessments.actions import submit_response
from assessments.models import Asking, Release, ReleaseComment
from outsourcing.audit.models import AuditEvent
from tests.assessments import factories
from tests.assessments.pages.places import text_of as text
from tests.people import person, signed_in
from tests.portal.test_filling import part_of
from tests.portal.world import RATING_NOTE, Asked, asked, inside, lead_of, save, work_off

pytestmark = pytest.mark.django_db


def answered_and_rated() -> Asked:
    """Both sides have answered and handed in, and the score stands."""
    of = asked()
    browser = inside(of)
    save(browser, of, "bench", "yes")
    save(browser, of, "line-0", "4")
    browser.post(f"{of.page}hand-in/")
    rated = factories.response_of(of.assessment)
    factories.answered(rated, "rated", 3, by=of.lead.as_actor(), note=RATING_NOTE)
    submit_response(by=of.lead.as_actor(), response=rated, now=factories.LATER)
    work_off("assessments.score")
    return of


def release(of: Asked, **more: str) -> Release:
    answer = lead_of(of).post(f"{of.inside}release/", {"message": "Thank you.", **more})
    assert answer.status_code == 302, text(answer)
    return Release.objects.get(taken_back_at__isnull=True)


def test_section_scores_and_answers_are_released_and_nothing_internal() -> None:
    of = answered_and_rated()
    browser = inside_again(of)
    assert "Results you may read" not in text(browser.get("/portal/"))

    made = release(of, with_answers="on")

    assert "Results you may read" in text(browser.get("/portal/"))
    page = text(browser.get(f"/portal/results/{made.pk}/"))
    assert "Recruiting" in page
    assert "75.1" in page
    assert 'Assessed</dt><dd class="mb-1">3</dd>' in page
    assert 'You</dt><dd class="mb-1">Yes</dd>' in page
    assert "Thank you." in page
    assert RATING_NOTE not in page
    assert "weight" not in page.lower()
    assert AuditEvent.objects.filter(action="results.released").count() == 1


def inside_again(of: Asked):  # type: ignore[no-untyped-def]
    lead_of(of).post(f"{of.inside}{of.asking.pk}/send-again/", {"days": "3"})
    return inside(of)


def test_scores_alone_are_released_without_a_single_question() -> None:
    of = answered_and_rated()
    browser = inside_again(of)

    made = release(of)

    page = text(browser.get(f"/portal/results/{made.pk}/"))
    assert "75.1" in page
    assert "How is bench?" not in page


def test_what_is_answered_later_does_not_show_through() -> None:
    of = answered_and_rated()
    browser = inside_again(of)
    made = release(of, with_answers="on")
    before = text(browser.get(f"/portal/results/{made.pk}/")).split("<main")[1].split("<form")[0]
    late = factories.response_of(of.assessment)
    late.state, late.submitted_at, late.receipt = "draft", None, ""
    late.save()
    factories.answered(late, "rated", 1, by=of.lead.as_actor(), expected=1, now=factories.LATER)
    work_off("assessments.score")

    assert text(browser.get(f"/portal/results/{made.pk}/")).split("<main")[1].split("<form")[0] == before


def test_a_release_is_taken_back_and_made_anew() -> None:
    of = answered_and_rated()
    browser = inside_again(of)
    first = release(of)

    lead_of(of).post(f"{of.inside}take-back/")
    assert browser.get(f"/portal/results/{first.pk}/").status_code == 404
    assert browser.post(f"/portal/results/{first.pk}/", {"text": "Still here?"}).status_code == 404

    second = release(of, with_answers="on")
    third = release(of)
    assert browser.get(f"/portal/results/{second.pk}/").status_code == 404
    assert browser.get(f"/portal/results/{third.pk}/").status_code == 200
    assert AuditEvent.objects.filter(action="results.taken_back").count() == 1


def test_comments_on_the_whole_and_on_a_question_are_read_inside() -> None:
    of = answered_and_rated()
    browser = inside_again(of)
    made = release(of, with_answers="on")
    page = f"/portal/results/{made.pk}/"

    whole = browser.post(page, {"text": "We see it <b>otherwise</b>."})
    about = browser.post(page, {"text": "We hired ten people since.", "question": "bench"})
    nowhere = browser.post(page, {"text": "About what is not shown.", "question": "no-such-question"})

    assert [answer.status_code for answer in (whole, about, nowhere)] == [302, 302, 302]
    questions = [said.question and said.question.key for said in ReleaseComment.objects.order_by("pk")]
    assert questions == [None, "bench", None]
    for client, address in ((browser, page), (lead_of(of), f"/assessments/{of.assessment.pk}/")):
        shown = text(client.get(address))
        assert "We see it &lt;b&gt;otherwise&lt;/b&gt;." in shown
        assert "We hired ten people since." in shown


@pytest.mark.parametrize("words", ["", "   ", "\x00", "x" * 4001])
def test_a_comment_says_something_and_not_too_much(words: str) -> None:
    of = answered_and_rated()
    browser = inside_again(of)
    made = release(of)

    answer = browser.post(f"/portal/results/{made.pk}/", {"text": words})

    assert answer.status_code == 422
    assert ReleaseComment.objects.count() == 0


def test_nothing_is_released_before_there_is_a_score_or_while_it_is_old() -> None:
    of = asked()
    lead = lead_of(of)
    assert "nothing to release yet" in text(lead.post(f"{of.inside}release/", {}))
    work_off("assessments.score")
    assert "nothing to release yet" in text(lead.post(f"{of.inside}release/", {}))
    save(inside(of), of, "bench", "yes")
    work_off("assessments.score")
    factories.answered(factories.response_of(of.assessment), "rated", 3)

    assert "being computed anew" in text(lead.post(f"{of.inside}release/", {}))
    assert Release.objects.count() == 0


def test_who_is_asked_for_a_part_or_elsewhere_reads_no_results() -> None:
    of = answered_and_rated()
    made = release(of)
    stranger = inside(asked("Lena Vogt"))
    assert stranger.get(f"/portal/results/{made.pk}/").status_code == 404
    asking = Asking.objects.get(pk=of.asking.pk)
    asking.sections.set(of.assessment.version.sections.all()[:1])

    assert inside_again(of).get(f"/portal/results/{made.pk}/").status_code == 404


def test_only_who_manages_releases() -> None:
    of = answered_and_rated()
    other = signed_in(person("procurement_lead", "auditor"))

    for end in ("release/", "take-back/"):
        assert other.post(f"{of.inside}{end}", {}).status_code == 404
    assert timezone.now()
    assert Release.objects.count() == 0


def test_drafts_of_raters_are_not_released() -> None:
    of = asked()
    save(inside(of), of, "bench", "yes")
    factories.answered(factories.response_of(of.assessment), "rated", 3, by=of.lead.as_actor())
    work_off("assessments.score")

    made = release(of, with_answers="on")

    shown = [question["key"] for section in made.content["sections"] for question in section["questions"]]
    assert shown == []


def test_a_part_asked_of_a_colleague_stays_theirs() -> None:
    of = asked()
    inside(of)
    narrowed, browser = part_of(of, "leaders")

    assert save(browser, narrowed, "story", "Our leaders stay.") == 200
    assert save(browser, narrowed, "bench", "yes") == 404
