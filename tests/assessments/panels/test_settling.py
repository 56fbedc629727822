"""A panel comes to one answer where it is divided; what each gave stays beside it."""

import pytest

from assessments import actions
from assessments.actions import AnswerConflict, AnswerRefused, Refused, ResponseClosed
from assessments.domain.results import Status
from assessments.models import Answer, SettingAside
from assessments.queries import live_score
from assessments.queries.consensus import consensus_of, consensus_response, settled_by
from tests.assessments.factories import NOW, question_of
from tests.assessments.panels.panels import opened, panel, rate, rated, settle

pytestmark = pytest.mark.django_db

HIGH, LOW = {"pace": 5, "bench": "yes", "story": 4}, {"pace": 1, "bench": "no", "story": 4}


def test_it_opens_once_every_rating_is_in() -> None:
    table = panel(raters=2)
    rate(table, 0, HIGH)

    with pytest.raises(Refused, match="Evaluator B: not submitted yet"):
        actions.open_consensus(by=table.lead, assessment=table.assessment, now=NOW)
    rate(table, 1, LOW)
    first = actions.open_consensus(by=table.lead, assessment=table.assessment, now=NOW)
    again = actions.open_consensus(by=table.lead, assessment=table.assessment, now=NOW)

    assert first == again
    table.assessment.refresh_from_db()
    assert table.assessment.state == "open"


def test_a_round_is_closed_without_the_rest_for_a_reason() -> None:
    table = panel(raters=3)
    rate(table, 0, HIGH)
    rate(table, 1, LOW)
    rate(table, 2, {"pace": 3}, submit=False)

    actions.open_consensus(by=table.lead, assessment=table.assessment, reason="On leave.", now=NOW)

    assert table.rating(2).is_set_aside
    assert SettingAside.objects.get(response=table.rating(2)).reason == "The round was closed: On leave."


def test_without_any_rating_there_is_nothing_to_settle() -> None:
    table = panel(raters=2)

    with pytest.raises(Refused, match="Nobody has submitted"):
        actions.open_consensus(by=table.lead, assessment=table.assessment, reason="Late.", now=NOW)


def test_what_may_exclude_comes_first_then_the_widest_range() -> None:
    table = opened(HIGH, LOW)

    found = consensus_of(table.lead, table.consensus)

    assert [item.question.key for item in found.agenda] == ["bench", "pace"]
    assert [item.question.key for item in found.agreed] == ["story"]
    assert found.raters == ("Evaluator A", "Evaluator B")
    assert found.open_items == 2


def test_the_consensus_counts_and_each_rating_stays() -> None:
    table = opened(HIGH, LOW)
    assert live_score(table.assessment).status is Status.PENDING

    settle(table, "bench", "yes")
    settle(table, "pace", 4)

    result = live_score(table.assessment)
    assert result.status is Status.ELIGIBLE
    assert {one.key: one.value for one in result.questions}["pace"] == 0.75
    given = Answer.objects.filter(question__key="pace", response__side="evaluator")
    assert set(given.values_list("value", flat=True)) == {1, 5}


def test_it_is_handed_in_once_all_of_the_agenda_is_settled() -> None:
    table = opened(HIGH, LOW)
    settle(table, "bench", "yes")

    with pytest.raises(Refused, match="1 question on the agenda is not settled"):
        actions.finish_consensus(by=table.lead, response=table.consensus, now=NOW)
    settle(table, "pace", 4)
    handed = actions.finish_consensus(by=table.lead, response=table.consensus, now=NOW)
    again = actions.finish_consensus(by=table.lead, response=table.consensus, now=NOW)

    assert handed.receipt == again.receipt
    table.assessment.refresh_from_db()
    assert table.assessment.state == "submitted"
    with pytest.raises(ResponseClosed):
        settle(table, "pace", 3, expected_row_version=1)


@pytest.mark.parametrize(
    ("key", "value", "reason", "sentence"),
    [
        ("pace", 4, "  ", "Say why"),
        ("pace", 4, "x" * 1_000_000, "fewer words"),
        ("pace", 6, "Agreed.", "Choose a level from 1 to 5"),
        ("pace", "nan", "Agreed.", "can be counted with"),
        ("story", 3, "Agreed.", "not disputed"),
    ],
)
def test_what_cannot_be_settled_is_refused(key: str, value: object, reason: str, sentence: str) -> None:
    table = opened(HIGH, LOW)

    with pytest.raises(Refused, match=sentence):
        settle(table, key, value, reason)
    assert not Answer.objects.filter(response=table.consensus).exists()


def test_two_who_settle_at_once_see_each_other() -> None:
    table = opened(HIGH, LOW)
    settle(table, "pace", 4, "First.")

    with pytest.raises(AnswerConflict) as raised:
        settle(table, "pace", 2, "Second.")

    assert (raised.value.current.value, raised.value.current.note) == (4, "First.")
    settle(table, "pace", 2, "Together.", expected_row_version=1)
    assert Answer.objects.get(response=table.consensus).value == 2


def test_the_same_said_twice_is_no_conflict() -> None:
    table = opened(HIGH, LOW)

    for _twice in range(2):
        settle(table, "pace", 4, "Same.")
    assert Answer.objects.get(response=table.consensus).row_version == 1


def test_a_reopened_rating_halts_the_consensus() -> None:
    table = opened(HIGH, LOW)
    actions.reopen_response(by=table.lead, response=table.rating(1), reason="A slip.", now=NOW)

    with pytest.raises(Refused, match="Evaluator B has not submitted"):
        settle(table, "pace", 4)
    assert consensus_response(table.actor(1), table.assessment.pk) is None
    assert consensus_response(table.actor(0), table.assessment.pk) is not None


def test_who_rated_reads_it_and_does_not_settle_it() -> None:
    table = opened(HIGH, LOW)

    found = consensus_of(table.actor(0), table.consensus)

    assert not found.may_settle
    assert len(found.agenda) == 2
    assert settled_by(table.actor(0), table.assessment.pk) is None
    assert settled_by(table.lead, table.assessment.pk) == table.consensus


def test_a_question_of_another_response_is_no_consensus() -> None:
    table = rated(HIGH, LOW)
    other = opened(HIGH, LOW)

    with pytest.raises(AnswerRefused, match="not part of this consensus"):
        actions.settle(
            by=table.lead,
            response=other.consensus,
            question=question_of(table.assessment, "pace"),
            raw_value=4,
            reason="Agreed.",
            expected_row_version=0,
            now=NOW,
        )


def test_agreement_over_all_needs_ten_questions() -> None:
    table = opened(HIGH, LOW)

    found = consensus_of(table.lead, table.consensus)

    assert (found.units, found.has_too_few_units, found.alpha) == (3, True, None)
