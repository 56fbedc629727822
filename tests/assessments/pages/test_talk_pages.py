"""The pages of comments, clarifications, reviews and the time line, as a browser asks for them."""

import pytest

from assessments.actions import submit_response
from assessments.actions.clarifying import ask_to_clarify
from assessments.actions.commenting import begin_thread
from assessments.actions.reviewing import accept_assessment, ask_for_review
from assessments.models import Assessment, Capability, Clarification, Comment, Notice, Template, Thread
from assessments.queries.reviewing import reviewers_of
from tests.assessments.factories import NOW, question_of
from tests.assessments.pages.places import Filling, colleague, filling, text_of
from tests.people import htmx, person, signed_in
from tests.selection.factories import FULL, assessment_of, candidate, work_off, world

pytestmark = pytest.mark.django_db


def submitted() -> Filling:
    """A lead's submitted answers: pace at 3 with a note."""
    of = filling()
    of.save("pace", "3", note="Seen in one site.")
    submit_response(by=of.lead.as_actor(), response=of.response, now=NOW)
    return of


def reviewed() -> tuple[Filling, Filling]:
    """The same, and the reviewer who is to accept it."""
    of = filling()
    of.save("pace", "3")
    reviewer = colleague(of, Capability.REVIEW, "Rita Brandt")
    ask_for_review(
        by=of.lead.as_actor(), assessment=of.assessment, reviewer_id=str(reviewer.lead.pk), now=NOW
    )
    submit_response(by=of.lead.as_actor(), response=of.response, now=NOW)
    return of, reviewer


def test_a_comment_is_written_on_a_page_of_its_own_without_scripts() -> None:
    of = submitted()
    page = f"{of.question('pace')}comments/"
    assert "Nothing is said yet" in text_of(of.client.get(page))

    answer = of.client.post(page, {"text": "Why 3?\nAnd not 4?"})

    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = text_of(of.client.get(page))
    assert "Why 3?<br>And not 4?" in shown
    assert "Inside only" in shown


def test_with_scripts_the_card_comes_back_below_the_question() -> None:
    of = submitted()
    answer = of.client.post(f"{of.question('pace')}comments/", {"text": "Why 3?"}, headers=htmx())

    shown = text_of(answer)
    assert answer.status_code == 200
    assert shown.startswith("<section")
    assert "Why 3?" in shown


def test_what_is_refused_stays_in_its_field() -> None:
    of = submitted()
    thread = begin_thread(
        by=of.lead.as_actor(),
        response=of.response,
        question=question_of(of.assessment, "pace"),
        text="A",
        now=NOW,
    ).thread
    for address in ("comments/", f"comments/{thread.pk}/"):
        answer = of.client.post(of.question("pace") + address, {"text": "Hm " + "x" * 4000})
        assert answer.status_code == 422
        assert "4000 fit" in text_of(answer)
        assert "Hm xxx" in text_of(answer)
    assert Comment.objects.count() == 1


def test_a_mention_stands_on_the_home_page_until_it_was_looked_at() -> None:
    of = submitted()
    other = colleague(of, Capability.READ)
    of.client.post(
        f"{of.question('pace')}comments/", {"text": "What do you think?", "mentions": [str(other.lead.pk)]}
    )

    home = text_of(other.client.get("/"))
    assert "Marieke Kuipers mentioned you" in home
    other.client.get(f"{of.question('pace')}comments/")
    assert "mentioned you" not in text_of(other.client.get("/"))
    assert Notice.objects.get().seen_at is not None


def test_a_thread_is_resolved_and_taken_up_again() -> None:
    of = submitted()
    of.client.post(f"{of.question('pace')}comments/", {"text": "Why 3?"})
    place = f"{of.question('pace')}comments/{Thread.objects.get().pk}/"

    of.client.post(f"{place}resolve/")
    assert "resolved by Marieke Kuipers" in text_of(of.client.get(f"{of.question('pace')}comments/"))
    of.client.post(f"{place}reopen/")
    assert Thread.objects.get().resolved_at is None


def test_the_questions_link_to_what_is_said_about_their_answers() -> None:
    of = submitted()
    of.client.post(f"{of.question('pace')}comments/", {"text": "Why 3?"})

    shown = text_of(of.client.get(f"{of.page}read/"))

    assert "1 open comment" in shown
    assert "Please clarify" in shown
    assert f'href="{of.question("pace")}comments/"' in shown


def test_the_manager_asks_and_the_author_changes_the_answer() -> None:
    of = submitted()
    author = colleague(of)
    page = f"{of.question('pace')}clarify/"
    assert "Ask its author" in text_of(of.client.get(page))
    assert of.client.post(f"{page}ask/", {"asked": "Does it hold?"}).status_code == 302
    asked = Clarification.objects.get()
    assert "Clarify: How is pace?" in text_of(author.client.get("/"))
    assert "Does it hold?" in text_of(author.client.get(page))

    answer = author.client.post(
        f"{page}{asked.pk}/answer/",
        {"value": "4", "row_version": "1", "note": "Seen in two.", "words": "I looked again."},
    )

    assert answer.status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.settled_by_name) == ("changed", "Jonas Okafor")
    assert "clarified an answer" in text_of(of.client.get("/"))
    of.client.get(page)
    assert "clarified an answer" not in text_of(of.client.get("/"))


def test_the_author_confirms_with_a_word_and_without_one_is_told_so() -> None:
    of = submitted()
    page = f"{of.question('pace')}clarify/"
    of.client.post(f"{page}ask/", {"asked": "Does it hold?"})
    place = f"{page}{Clarification.objects.get().pk}/answer/"

    refused = of.client.post(place, {"confirm": "1", "words": ""}, headers=htmx())
    assert (refused.status_code, "Nothing is written yet" in text_of(refused)) == (422, True)
    of.client.post(place, {"confirm": "1", "words": "It does."})
    assert Clarification.objects.get().state == "confirmed"


def test_a_question_is_withdrawn() -> None:
    of = submitted()
    page = f"{of.question('pace')}clarify/"
    of.client.post(f"{page}ask/", {"asked": "Does it hold?"})
    of.client.post(f"{page}{Clarification.objects.get().pk}/withdraw/")

    assert Clarification.objects.get().state == "withdrawn"
    assert "Does it hold?" in text_of(of.client.get(page))


def test_a_reader_neither_asks_nor_answers() -> None:
    of = submitted()
    reader = colleague(of, Capability.READ)
    page = f"{of.question('pace')}clarify/"
    asked = ask_to_clarify(
        by=of.lead.as_actor(),
        response=of.response,
        question=question_of(of.assessment, "pace"),
        asked="Sure?",
        now=NOW,
    )

    assert reader.client.post(f"{page}ask/", {"asked": "Me too"}).status_code == 404
    assert reader.client.post(f"{page}{asked.pk}/answer/", {"value": "1"}).status_code == 404
    assert reader.client.post(f"{page}{asked.pk}/withdraw/").status_code == 404
    assert "Waiting for its author" in text_of(reader.client.get(page))


def test_the_reviewer_finds_it_at_home_and_accepts() -> None:
    of, reviewer = reviewed()
    page = f"/assessments/{of.assessment.pk}/review/"
    assert "Review: People of Kaveri" in text_of(reviewer.client.get("/"))
    assert "Accept and lock" in text_of(reviewer.client.get(page))
    of.assessment.refresh_from_db()

    reviewer.client.post(f"{page}accept/", {"seen": of.assessment.input_version})

    of.assessment.refresh_from_db()
    assert of.assessment.is_locked
    assert "Accepted and locked" in text_of(of.client.get(f"/assessments/{of.assessment.pk}/"))
    assert "accepted <a" in text_of(of.client.get("/"))


def test_the_reviewer_returns_and_the_author_reads_why_at_the_question() -> None:
    of, reviewer = reviewed()
    page = f"/assessments/{of.assessment.pk}/review/"
    field = f"reason-{of.response.pk}-{question_of(of.assessment, 'pace').pk}"

    assert reviewer.client.post(f"{page}return/", {"whole": " "}).status_code == 422
    reviewer.client.post(f"{page}return/", {field: "Which sites?"})

    shown = text_of(of.client.get(of.page))
    assert "<p>Which sites?</p><footer>returned by Rita Brandt</footer>" in shown
    assert "Correct, it was returned" in text_of(of.client.get("/"))
    assert "Returned" in text_of(of.client.get("/assessments/?state=returned"))


@pytest.mark.parametrize("field", ["reason-x-y", "reason-1", "reason-0-0", f"reason-{'9' * 30}-1"])
def test_a_reason_for_nothing_is_refused(field: str) -> None:
    of, reviewer = reviewed()
    answer = reviewer.client.post(f"/assessments/{of.assessment.pk}/review/return/", {field: "Why?"})

    assert answer.status_code == 422
    assert Assessment.objects.get(pk=of.assessment.pk).awaits_review


def test_who_answered_is_told_that_somebody_else_accepts() -> None:
    of, _reviewer = reviewed()
    ask_for_review(by=of.lead.as_actor(), assessment=of.assessment, reviewer_id=str(of.lead.pk), now=NOW)
    page = f"/assessments/{of.assessment.pk}/review/"

    assert "Who answers does not approve" in text_of(of.client.get(page))
    of.assessment.refresh_from_db()
    refused = of.client.post(f"{page}accept/", {"seen": of.assessment.input_version})
    assert refused.status_code == 422


def test_an_old_page_accepts_nothing() -> None:
    of, reviewer = reviewed()
    for seen in ("", "1", "x", "9" * 40):
        answer = reviewer.client.post(f"/assessments/{of.assessment.pk}/review/accept/", {"seen": seen})
        assert answer.status_code == 422
        assert "Answers changed since" in text_of(answer)


def test_the_list_finds_what_awaits_a_review_and_whose_it_is() -> None:
    of, reviewer = reviewed()

    assert "Awaiting review" in text_of(of.client.get("/assessments/?state=awaiting-review"))
    assert "People of Kaveri" in text_of(reviewer.client.get("/assessments/?who=review"))
    assert "People of Kaveri" not in text_of(of.client.get("/assessments/?state=accepted"))


def test_the_manager_chooses_a_reviewer() -> None:
    of = filling()
    rita = person("executive", name="Rita Brandt")
    address = f"/assessments/{of.assessment.pk}/review/reviewers/"

    assert of.client.post(address, {"person": "x"}).status_code == 422
    of.client.post(address, {"person": rita.pk})

    shown = text_of(of.client.get(f"/assessments/{of.assessment.pk}/"))
    assert "Once all is submitted, a reviewer accepts or returns it." in shown
    assert "Rita Brandt" in shown
    assert signed_in(rita).get(f"/assessments/{of.assessment.pk}/review/").status_code == 200


def test_reopening_a_locked_one_says_that_it_undoes_the_acceptance() -> None:
    of, reviewer = reviewed()
    of.assessment.refresh_from_db()
    accept_assessment(
        by=reviewer.lead.as_actor(),
        assessment=of.assessment,
        seen_version=of.assessment.input_version,
        now=NOW,
    )
    assert "undoes the acceptance" in text_of(of.client.get(f"/assessments/{of.assessment.pk}/"))

    of.client.post(f"{of.page}reopen/", {"reason": "New facts"})
    of.assessment.refresh_from_db()
    assert of.assessment.is_locked
    of.client.post(f"{of.page}reopen/", {"reason": "New facts", "undoing": "1"})
    of.assessment.refresh_from_db()
    assert not of.assessment.is_locked


def test_the_time_line_tells_all_of_it_newest_first() -> None:
    of, reviewer = reviewed()
    question = question_of(of.assessment, "pace")
    begin_thread(by=reviewer.lead.as_actor(), response=of.response, question=question, text="Why 3?", now=NOW)
    page = f"{of.question('pace')}clarify/"
    reviewer.client.post(f"{page}ask/", {"asked": "Does it hold?"})
    of.client.post(
        f"{page}{Clarification.objects.get().pk}/answer/", {"value": "4", "row_version": "1", "words": "No."}
    )

    shown = text_of(of.client.get(f"{of.question('pace')}history/"))

    assert "<del>3</del> <ins>4</ins>" in shown
    told = ["clarified by a changed answer", "asked to clarify", "commented"]
    places = [shown.index(text) for text in told]
    assert places == sorted(places)


def test_a_checklist_that_is_reviewed_is_not_opened_without_a_reviewer() -> None:
    of = filling()
    version = of.assessment.version
    Template.objects.filter(pk=version.template_id).update(needs_review=True)
    rita = person("executive", name="Rita Brandt")
    typed = {"version": version.pk, "subject": "ourselves", "title": "Ours"}

    assert "This checklist is reviewed" in text_of(of.client.post("/assessments/new/", typed))
    of.client.post("/assessments/new/", typed | {"reviewer": rita.pk})

    opened = Assessment.objects.get(title="Ours")
    assert (opened.review, [each.name for each in reviewers_of(opened)]) == ("needed", ["Rita Brandt"])


def test_the_board_says_what_awaits_its_review() -> None:
    of = world()
    added = candidate(of, "Kaveri", FULL)
    assessed = assessment_of(added, "culture")
    rita = person("executive")
    ask_for_review(by=of.lead.as_actor(), assessment=assessed, reviewer_id=str(rita.pk), now=NOW)
    for response in assessed.responses.all():
        submit_response(by=of.lead.as_actor(), response=response, now=NOW)
    work_off()

    shown = text_of(signed_in(of.lead).get(f"/projects/{of.project.pk}/board/"))

    assert "Culture: awaiting review" in shown


def test_the_receipt_names_what_was_clarified_since() -> None:
    of = submitted()
    page = f"{of.question('pace')}clarify/"
    of.client.post(f"{page}ask/", {"asked": "Does it hold?"})
    of.client.post(f"{page}{Clarification.objects.get().pk}/answer/", {"confirm": "1", "words": "Yes."})

    shown = text_of(of.client.get(f"{of.page}receipt/"))

    of.response.refresh_from_db()
    assert of.response.receipt in shown
    assert Clarification.objects.get().digest in shown
