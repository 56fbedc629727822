"""The delivered checklists hold every fact they were drawn up from, and can be published as they are.

`checklist_facts.json` lists the facts: per question id, weight, kind of answer, knock-out mark,
requirements, wording, scoring in words, and the evidence wanted.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from assessments.domain.checklists import (
    Checklist,
    checklist_from_json,
)
from assessments.domain.formats import (
    AnswerType,
    Choice,
    DateAge,
    FormatError,
    Measured,
    Mirror,
    Number,
    Percentage,
    Scale,
    Text,
    is_scored,
)
from assessments.domain.publishing import check
from assessments.domain.questionnaire import Aggregation, Applies, Side, asked_of
from assessments.domain.values import interpolate, value_of
from tests.assessments.domain.builders import TODAY, scored
from tests.assessments.domain.checklist_source import (
    ADDED,
    CHECKLISTS,
    FACTS,
    FILE,
    INDEXES,
    KINDS,
    QUESTIONS,
    Fact,
    asked,
    by_id,
    item,
    of_kind,
)


def test_nine_checklists_with_122_questions_and_what_was_added() -> None:
    drawn_up = [(item["key"], [question[0] for question in item["questions"]]) for item in FACTS]
    delivered = [
        (key, [item.question.key for item in checklist.questions if item.question.key not in ADDED])
        for key, checklist in CHECKLISTS.items()
    ]
    assert [(key, sorted(keys)) for key, keys in delivered] == [(key, sorted(keys)) for key, keys in drawn_up]
    assert len(CHECKLISTS) == 9
    assert len({fact.id for fact in QUESTIONS}) == len(QUESTIONS) == 122


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["key"])
def test_each_checklist_keeps_its_head(facts: dict[str, Any]) -> None:
    found = CHECKLISTS[facts["key"]]
    assert (found.name, found.default_weight) == (facts["name"], facts["weight"])
    assert (found.who, found.recurrence) == (facts["who"], facts["recurrence"])
    assert found.introduction == facts["introduction"]
    assert found.purpose == INDEXES[facts["index"]]


def test_the_default_weights_of_fit_sum_to_one_hundred() -> None:
    fit = [item.default_weight for item in CHECKLISTS.values() if item.purpose == "provider_fit"]
    assert sum(fit) == 100


@pytest.mark.parametrize("fact", QUESTIONS, ids=by_id)
def test_each_question_keeps_its_facts(fact: Fact) -> None:
    found = item(fact)
    assert found.question.text == fact.wording
    assert found.question.weight == fact.weight
    assert list(found.serves) == fact.requirements.split(",")
    assert fact.evidence.lower() in f"{found.proof}\n{found.guidance}".lower()
    assert isinstance(found.question.format, KINDS[fact.kind])


@pytest.mark.parametrize("checklist", CHECKLISTS.values(), ids=lambda checklist: checklist.key)
def test_effective_weights_are_those_of_the_questions(checklist: Checklist) -> None:
    result = scored(checklist.questionnaire())
    weights = {item.question.key: item.question.weight for item in checklist.questions}
    assert sum(weights.values()) == 100
    assert {item.key: 100 * item.weight for item in result.questions} == pytest.approx(weights)


@pytest.mark.parametrize("checklist", CHECKLISTS.values(), ids=lambda checklist: checklist.key)
def test_each_checklist_can_be_published_without_a_warning(checklist: Checklist) -> None:
    assert check(checklist.questionnaire()) == []
    assert 2 <= len(checklist.sections) <= 5


@pytest.mark.parametrize(
    "fact", [f for f in of_kind("scale", "mirror", "text (graded 1-5)") if " = " in f.scoring], ids=by_id
)
def test_the_three_anchors_stand_where_they_were(fact: Fact) -> None:
    answer_format = item(fact).question.format
    assert isinstance(answer_format, Scale | Mirror | Text)
    parts = [part.split(" = ", 1) for part in fact.scoring.split(" | ")]
    assert answer_format.levels == 5
    assert (
        [anchor.level for anchor in answer_format.anchors] == [int(level) for level, _ in parts] == [1, 3, 5]
    )
    for anchor, (_, text) in zip(answer_format.anchors, parts, strict=True):
        rest = text.removeprefix(anchor.text).strip(".; ")
        assert text.startswith(anchor.text)
        assert rest.lower() in item(fact).guidance.replace("–", "-").lower()


def test_the_interface_review_has_one_scale_for_all() -> None:
    for fact in QUESTIONS:
        if fact.scoring == "agreement 1-5":
            answer_format = item(fact).question.format
            assert isinstance(answer_format, Scale)
            assert [(a.level, a.text) for a in answer_format.anchors] == [
                (1, "not at all"),
                (3, "partly"),
                (5, "fully"),
            ]


@pytest.mark.parametrize(
    "fact", [f for f in of_kind("number", "percentage", "date") if "->" in f.scoring], ids=by_id
)
def test_the_line_goes_through_both_ends(fact: Fact) -> None:
    answer_format = item(fact).question.format
    assert isinstance(answer_format, Number | Percentage | DateAge)
    worst, best = (
        float(part.strip().split()[0].strip("+")) for part in re.split(r"-> 0[^,]*,", fact.scoring)
    )
    middle = interpolate(answer_format.points, (worst + best) / 2).value
    assert interpolate(answer_format.points, worst).value == 0.0
    assert interpolate(answer_format.points, best).value == 1.0
    assert middle == pytest.approx(0.5)


@pytest.mark.parametrize("fact", of_kind("choice"), ids=by_id)
def test_each_option_keeps_its_label_and_worth(fact: Fact) -> None:
    answer_format = item(fact).question.format
    assert isinstance(answer_format, Choice)
    options = [
        option.label if option.value is None else f"{option.label} {100 * option.value:g}"
        for option in answer_format.options
    ]
    assert " | ".join(options) == fact.scoring.removesuffix("; opens dated actions")


@pytest.mark.parametrize("fact", of_kind("yes_no", "computed"), ids=by_id)
def test_the_preferred_answer_is_worth_everything(fact: Fact) -> None:
    best, worst = ("no", "yes") if fact.scoring.startswith("no = 100") else ("yes", "no")
    answer_format = item(fact).question.format
    assert value_of(answer_format, best, reference=TODAY).value == 1.0
    assert value_of(answer_format, worst, reference=TODAY).value == 0.0


@pytest.mark.parametrize("fact", of_kind("text", "text + file", "text + date"), ids=by_id)
def test_plain_texts_are_not_scored(fact: Fact) -> None:
    assert not is_scored(item(fact).question.format)
    assert item(fact).guidance.startswith("Not scored")


@pytest.mark.parametrize("fact", QUESTIONS, ids=by_id)
def test_knock_outs_apply_where_they_were_meant_to(fact: Fact) -> None:
    knockout = item(fact).question.knockout
    if not fact.knockout:
        assert knockout is None
        return
    assert knockout is not None
    mark = fact.knockout[:3]
    assert (
        knockout.applies == {"KO": Applies.ALWAYS, "ko?": Applies.PROJECT, "gat": Applies.GATE}[mark.strip()]
    )
    assert not item(fact).question.not_applicable_allowed
    assert knockout.sentence[0].isupper()


@pytest.mark.parametrize(
    ("key", "rule", "operand"),
    [
        ("C2", "value_below", 0.375),
        ("C10", "at_most", 1),
        ("C12", "equals", "yes"),
        ("A1", "equals", "no"),
        ("A2", "at_least", 30),
        ("I3", "equals", "none"),
        ("I7", "equals", "no-plan"),
        ("O4", "equals", "none"),
        ("O5", "equals", "no"),
        ("O6", "above", 0),
        ("O8", "at_most", 1),
        ("RF12", "equals", "yes-unprotected"),
        ("V2", "below", 25),
        ("V11", "equals", "material-mismatch"),
        ("M1", "equals", "below"),
        ("M11", "equals", "none"),
        ("S2", "equals", "yes"),
        ("S4", "at_most", 0),
    ],
)
def test_conditions_in_words_became_rules(key: str, rule: str, operand: object) -> None:
    knockout = asked(key).knockout
    assert knockout is not None
    assert (knockout.rule, knockout.operand) == (rule, operand)


def test_a_match_at_the_silent_end_warns_on_two_mirrors() -> None:
    mirrors = {fact.id: item(fact).question.format for fact in of_kind("mirror")}
    warned = {key: form.warn_from for key, form in mirrors.items() if isinstance(form, Mirror)}
    assert warned == {"C1": None, "C2": 4, "C3": None, "C4": 5, "C5": None}


def test_who_is_asked_and_whose_answer_counts() -> None:
    assert asked_of(asked("C1")) == asked_of(asked("X1")) == {Side.SPONSOR, Side.PROVIDER}
    assert asked_of(asked("RF1")) == {Side.PROVIDER, Side.EVALUATOR}
    assert asked_of(asked("RF14")) == {Side.EVALUATOR}
    assert asked("M12").aggregation is Aggregation.LOWEST
    assert asked("X1").aggregation is Aggregation.MEDIAN


@pytest.mark.parametrize("checklist", CHECKLISTS.values(), ids=lambda checklist: checklist.key)
def test_the_sides_that_open_are_asked_something(checklist: Checklist) -> None:
    for side in checklist.opening_sides:
        assert any(side in asked_of(item.question) for item in checklist.questions)


def test_the_price_is_in_an_envelope_of_its_own() -> None:
    sealed = [(section.envelope, len(section.questions)) for section in CHECKLISTS["rfp"].sections]
    assert [pair for pair in sealed if pair[0]] == [("price", 1)]


def test_the_measured_deadline_may_be_entered_by_hand() -> None:
    answer_format = asked("RF14").format
    assert isinstance(answer_format, Measured)
    assert (answer_format.source, answer_format.by_hand) == ("rfp_deadline", True)
    assert answer_format.type is AnswerType.MEASURED


def test_a_fault_in_the_file_is_named_by_its_place() -> None:
    broken = json.loads(FILE.read_text("utf-8"))["templates"][0]
    broken["sections"][1]["questions"][0]["format"]["points"][0]["x"] = "many"
    with pytest.raises(FormatError) as refused:
        checklist_from_json(broken)
    assert refused.value.field == "sections[1].questions[0].format.points[0].x"
