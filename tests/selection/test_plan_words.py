"""What the pictures of a plan say in words."""

from providers.domain.attrition.forecasting import Leavers
from selection.views.plan_words import in_words


def test_a_team_of_two_cannot_lose_three() -> None:
    assert in_words(Leavers((0.25, 0.5, 0.25))) == "Nobody leaves with a probability of 25.0\u00a0%."


def test_a_larger_team_tells_three_or_more() -> None:
    said = in_words(Leavers((0.125, 0.375, 0.375, 0.125)))
    assert said == "Nobody leaves with a probability of 12.5\u00a0%; three or more leave with 12.5\u00a0%."
