"""What changed between two versions, and the shares the editor shows."""

import pytest

from assessments.domain.changes import ChangeKind, changes
from assessments.domain.merging import merge
from assessments.domain.outline import (
    CONTENT_FIELDS,
    Outline,
    OutlineQuestion,
    OutlineSection,
    outline_shares,
)
from assessments.views.editor.words import change_words

BLANK = dict.fromkeys(CONTENT_FIELDS) | {"text": "?", "weight": 1, "format": {"type": "scale"}}


def q(key: str, **content: object) -> OutlineQuestion:
    return OutlineQuestion(key, {**BLANK, **content})


def s(key: str, *questions: OutlineQuestion, weight: float = 1, title: str = "") -> OutlineSection:
    content = {"title": title or key, "weight": weight, "minimum": None, "envelope": "open"}
    return OutlineSection(key, content, questions)


def said(before: Outline, after: Outline) -> list[str]:
    return [change_words(change).text for change in changes(before, after)]


def test_the_same_has_no_changes() -> None:
    outline = Outline((s("a", q("1"), q("2")),))

    assert changes(outline, outline) == ()


def test_each_kind_of_change_is_said() -> None:
    before = Outline((s("a", q("1"), q("2", weight=3), q("3")), s("b", q("4")), s("old")))
    after = Outline((s("a", q("1", text="!"), q("2", weight=5)), s("b", q("4"), q("3"), q("5"), weight=2)))

    assert said(before, after) == [
        "Section 2 weight 1 → 2",
        "Section 3 removed",
        "1.1 wording",
        "1.2 weight 3 → 5",
        "2.2 moved",
        "2.3 added",
    ]


def test_one_question_that_jumps_moves_alone() -> None:
    before = Outline((s("a", q("1"), q("2"), q("3"), q("4")),))
    after = Outline((s("a", q("4"), q("1"), q("2"), q("3")),))

    [change] = changes(before, after)
    assert (change.kind, change.question_key, change.number) == (ChangeKind.MOVED, "4", "1.1")


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ({"format": {"type": "scale"}}, {"format": {"type": "yes_no"}}, "1.1 answer scale 1–5 → yes or no"),
        ({"format": {"type": "scale"}}, {"format": {"type": "scale", "reverse": True}}, "1.1 answer"),
        ({"knockout": None}, {"knockout": {"sentence": "No."}}, "1.1 knock-out added"),
        ({"proof": "Names"}, {"proof": ""}, "1.1 what counts as proof removed"),
        ({"sides": ["provider"]}, {"sides": ["evaluator"]}, "1.1 who is asked"),
    ],
)
def test_changes_of_fields(was: dict[str, object], now: dict[str, object], words: str) -> None:
    assert said(Outline((s("a", q("1", **was)),)), Outline((s("a", q("1", **now)),))) == [words]


def test_shares_leave_out_what_is_not_scored() -> None:
    note = {"type": "text"}
    outline = Outline(
        (
            s("a", q("1", weight=3), q("2"), weight=60),
            s("b", q("3"), weight=20),
            s("c", q("4", format=note), weight=9),
        )
    )

    shares = outline_shares(outline)

    assert shares.sections == {"a": 0.75, "b": 0.25, "c": 0}
    assert shares.questions == {"1": pytest.approx(0.5625), "2": pytest.approx(0.1875), "3": 0.25, "4": 0}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "clashes"),
    [
        ({"a": 1}, {"a": 0}, {"a": 1}, []),
        ({"a": 0}, {"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, {"a": 1}, ["a"]),
    ],
)
def test_merging(
    mine: dict[str, object], theirs: dict[str, object], merged: dict[str, object], clashes: list[str]
) -> None:
    found = merge({"a": 0}, mine, theirs)

    assert (found.content, [clash.field for clash in found.clashes]) == (merged, clashes)
