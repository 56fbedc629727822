"""Open assessments move to a newer version on purpose, after a preview, and keep what still fits."""

import pytest

from assessments.actions import (
    Refused,
    cancel_assessment,
    grant,
    publish_version,
    save_answer,
    submit_response,
)
from assessments.actions import editing as actions
from assessments.actions.moving import move_assessment
from assessments.models import Answer, AnswerRevision, Assessment, Capability, TemplateVersion
from assessments.queries import progress_for, questionnaire_of, scoring_input
from assessments.queries.moving import move_plan, newer_version, set_aside_answers
from outsourcing.actors import SYSTEM
from outsourcing.audit.models import AuditEvent
from tests.assessments import factories
from tests.assessments.editor.drafts import content, editor
from tests.assessments.factories import LATER, NOW, answered, question, response_of, section, someone
from tests.assessments.pages.places import filling, text_of

pytestmark = pytest.mark.django_db


def questions() -> tuple[factories.Json, ...]:
    return (section("s", question("same"), question("narrower"), question("gone"), question("reworded")),)


def next_version(of: TemplateVersion) -> TemplateVersion:
    """Version 2: narrower takes 1 to 3, gone is gone, reworded says something else, one is new."""
    by = editor()
    draft = actions.begin_draft(by=by, template=of.template)
    three = content(draft, "narrower", format={"type": "scale", "levels": 3})
    actions.save_question(by=by, version=draft, key="narrower", content=three, base=None)
    other = content(draft, "reworded", text="Said otherwise")
    actions.save_question(by=by, version=draft, key="reworded", content=other, base=None)
    actions.remove_question(by=by, version=draft, key="gone", now=NOW)
    actions.add_question(by=by, version=draft, section_key="s")
    return publish_version(by=by, version=draft, now=NOW)


@pytest.fixture
def moving() -> tuple[Assessment, TemplateVersion]:
    """An assessment with four answers, and the version after its own."""
    assessed = factories.assessment(*questions())
    response = response_of(assessed)
    for key, value in (("same", 4), ("narrower", 5), ("gone", 2), ("reworded", 3)):
        answered(response, key, value, note=f"About {key}")
    return assessed, next_version(assessed.version)


def test_the_preview_lists_kept_set_aside_and_new(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving

    plan = move_plan(assessed, target)

    assert [answer.question.key for answer in plan.kept] == ["same", "reworded"]
    assert [answer.question.key for answer in plan.cleared] == ["narrower"]
    assert [answer.question.key for answer in plan.removed] == ["gone"]
    assert plan.newly_asked == ("New question",)


def test_publishing_moves_nothing_by_itself(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving

    assessed.refresh_from_db()
    assert assessed.version.number == 1
    assert newer_version(assessed) == target


def test_moving_keeps_what_fits_and_tells(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving
    before = Assessment.objects.get(pk=assessed.pk).input_version

    move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)

    assessed.refresh_from_db()
    assert (assessed.version, assessed.input_version) == (target, before + 1)
    values = {answer.question_key: answer.value for answer in scoring_input(assessed).answers}
    assert values == {"same": 4, "reworded": 3, "gone": 2}
    assert set(questionnaire_of(assessed.version).by_key) == {"same", "narrower", "reworded", "s-1"}
    event = AuditEvent.objects.get(action="assessment.moved")
    assert event.digest == {"from": 1, "to": 2, "kept": 2, "aside": 2}


def test_what_no_longer_fits_stays_in_the_history(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving

    move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)

    answer = Answer.objects.get(question__key="narrower")
    assert (answer.state, answer.note, answer.question.version) == ("cleared", "About narrower", target)
    revisions = AnswerRevision.objects.filter(answer=answer).order_by("row_version")
    assert [revision.value for revision in revisions] == [5, None]


def test_what_is_gone_stays_readable_and_counts_no_more(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving

    move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)

    assessed.refresh_from_db()
    [answer] = set_aside_answers(SYSTEM, assessed)
    assert (answer.question.key, answer.value) == ("gone", 2)
    progress = progress_for([response_of(assessed)])[response_of(assessed).pk]
    assert (progress.answered, progress.asked) == (2, 4)


def test_moving_twice_moves_once(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving

    for _again in range(2):
        move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)

    assert AuditEvent.objects.filter(action="assessment.moved").count() == 1


def test_a_submitted_assessment_never_moves(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving
    submit_response(by=someone(), response=response_of(assessed), now=NOW)

    with pytest.raises(Refused, match="closed"):
        move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)

    assessed.refresh_from_db()
    assert assessed.version.number == 1


def test_a_cancelled_assessment_never_moves(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving
    cancel_assessment(by=someone(), assessment=assessed, reason="Over.", now=NOW)

    with pytest.raises(Refused, match="closed"):
        move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)


def test_what_one_party_submitted_holds_the_version() -> None:
    assessed = factories.assessment(*questions(), opening_sides=("evaluator", "checker"))
    submit_response(by=someone(), response=response_of(assessed), now=NOW)
    target = next_version(assessed.version)

    with pytest.raises(Refused, match="Reopen it first"):
        move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)


def test_no_assessment_moves_to_another_checklist(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, _target = moving

    with pytest.raises(Refused, match="not in use"):
        move_assessment(by=someone(), assessment=assessed, version=factories.published(), now=LATER)


def test_a_page_opened_before_the_move_saves_nothing_astray(
    moving: tuple[Assessment, TemplateVersion],
) -> None:
    assessed, target = moving
    response, old = response_of(assessed), factories.question_of(assessed, "gone")
    move_assessment(by=someone(), assessment=assessed, version=target, now=LATER)

    with pytest.raises(Refused, match="not asked"):
        save_answer(
            by=someone(), response=response, question=old, raw_value=1, expected_row_version=1, now=LATER
        )


def test_the_lead_sees_what_would_change_and_moves() -> None:
    place = filling(*questions())
    for key, value in (("same", "4"), ("narrower", "5"), ("gone", "2")):
        place.save(key, value)
    next_version(place.assessment.version)
    page = f"/assessments/{place.assessment.pk}/"
    assert "Version 2 of this checklist is in use" in text_of(place.client.get(page))

    said = text_of(place.client.get(f"{page}move/"))
    assert "1 answer is kept" in said
    assert "1 answer no longer fits" in said
    assert "1 answer belongs to a question that is gone" in said
    assert "1 question is newly asked" in said
    reply = place.client.post(f"{page}move/", {"to": "2"}, follow=True)

    assert "Moved to version 2" in text_of(reply)
    assert "1 answer is set aside" in text_of(reply)
    assert "How is gone?" in text_of(place.client.get(f"{page}set-aside/"))


def test_who_does_not_manage_it_cannot_move_it() -> None:
    place = filling(*questions())
    other = filling(*questions())
    next_version(place.assessment.version)

    assert other.client.post(f"/assessments/{place.assessment.pk}/move/", {"to": "2"}).status_code == 404


def test_a_grant_of_a_section_moves_along(moving: tuple[Assessment, TemplateVersion]) -> None:
    assessed, target = moving
    old = assessed.version.sections.get(key="s")
    by = someone()
    given = grant(
        by=by, to_kind=by.kind, to_id="77", assessment=assessed, capability=Capability.READ, section=old
    )

    move_assessment(by=by, assessment=assessed, version=target, now=LATER)

    given.refresh_from_db()
    assert given.section == target.sections.get(key="s")
