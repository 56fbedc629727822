"""What a panel made of a question, and which answer stands for its middle."""

import pytest

from assessments.domain.formats import (
    AnswerFormat,
    Choice,
    DateAge,
    Number,
    Option,
    Percentage,
    Point,
    Scale,
    Text,
    YesNo,
)
from assessments.domain.panels import judge, settled_like
from assessments.domain.questionnaire import Applies, Knockout, Rule, Side
from tests.assessments.domain.builders import FORMATS, LINE, TODAY, answer, of, question, scored

LOWEST = Knockout(Rule.EQUALS, 1, Applies.ALWAYS, "Nobody answers.")


def test_ratings_half_a_scale_apart_are_disputed() -> None:
    sheet = of(question("pace", Scale(5)))
    near = judge(sheet, [answer("pace", 2), answer("pace", 3, party="two")], reference=TODAY)["pace"]
    far = judge(sheet, [answer("pace", 2), answer("pace", 4, party="two")], reference=TODAY)["pace"]

    assert (near.on_agenda, near.range) == (False, 0.25)
    assert (far.on_agenda, far.range, far.value) == (True, 0.5, 0.5)


def test_the_figures_of_agreement() -> None:
    sheet = of(question("pace", Scale(5)))
    three = [answer("pace", level, party=str(level)) for level in (3, 4, 5)]
    judged = judge(sheet, three, reference=TODAY)["pace"]

    assert judged.agreement is not None
    assert judged.agreement.deviation == pytest.approx(0.25)
    assert judged.agreement.r_wg == pytest.approx(1 - 1 / 2)
    assert judged.values == (0.5, 0.75, 1.0)


def test_one_rating_agrees_with_nobody() -> None:
    judged = judge(of(question("pace", Scale(5))), [answer("pace", 2)], reference=TODAY)["pace"]

    assert judged.agreement is None
    assert not judged.on_agenda


def test_raters_divided_by_a_knockout_are_on_the_agenda_though_they_are_near() -> None:
    sheet = of(question("pace", Scale(5), knockout=LOWEST))
    near = [answer("pace", 1), answer("pace", 2, party="two")]
    judged = judge(sheet, near, reference=TODAY)["pace"]

    assert not judged.disputed
    assert judged.divided_on_knockout
    assert judged.on_agenda


def test_what_others_than_evaluators_said_is_no_rating() -> None:
    sheet = of(question("pace", Scale(5)))
    said = [answer("pace", 5, Side.CONSENSUS), answer("pace", 1), answer("pace", 2, Side.CHECKER)]

    assert judge(sheet, said, reference=TODAY)["pace"].raws == (1,)


def test_a_disputed_knockout_is_pending_until_there_is_a_consensus() -> None:
    sheet = of(question("bench", YesNo(), knockout=Knockout(Rule.EQUALS, "no", Applies.ALWAYS, "None.")))
    divided = [answer("bench", "no"), answer("bench", "yes", party="two")]

    assert scored(sheet, *divided).status == "pending"
    assert scored(sheet, *divided, answer("bench", "yes", Side.CONSENSUS, "")).status == "eligible"
    assert scored(sheet, *divided, answer("bench", "no", Side.CONSENSUS, "")).status == "excluded"


def test_a_consensus_counts_instead_of_the_mean() -> None:
    sheet = of(question("pace", Scale(5)))
    ratings = [answer("pace", 1), answer("pace", 5, party="two")]

    assert scored(sheet, *ratings).observed == 0.5
    assert scored(sheet, *ratings, answer("pace", 4, Side.CONSENSUS, "")).observed == 0.75


@pytest.mark.parametrize(
    ("kind", "raws", "mean", "middle"),
    [
        (Scale(5), (1, 2, 5), 3, 2),
        (Scale(5), (1, 2), 1, 1),
        (Scale(5, reverse=True), (1, 2), 2, 2),
        (Text(rated=True), (1, 5), 3, 3),
        (YesNo(partly=True), ("yes", "no"), "partly", "partly"),
        (YesNo(), ("yes", "yes", "no"), "yes", "yes"),
        (FORMATS["choice"], ("a", "b", "c"), "b", "b"),
        (Number((Point(0, 0.0), Point(10, 1.0)), whole=True), (1, 2, 9), 4, 2),
        (Percentage(LINE), (10, 20.5), 15.25, 15.25),
        (DateAge(LINE), ("2026-01-01", "2025-01-01", "2024-01-01"), None, "2025-01-01"),
        (Text(), ("all is well", "nothing is"), None, None),
    ],
)
def test_the_answers_that_stand_for_mean_and_median(
    kind: AnswerFormat, raws: tuple[int | str, ...], mean: object, middle: object
) -> None:
    assert settled_like(kind, raws, reference=TODAY) == (mean, middle)


def test_several_choices_have_no_middle() -> None:
    several = Choice((Option("a", "A", 0.0), Option("b", "B", 1.0)), several=True)

    assert settled_like(several, (["a"], ["a", "b"]), reference=TODAY) == (None, None)
