"""Bars as SVG attributes."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from outsourcing.ui.bars import DIMENSIONS, ScoreBar, Segment, legend_of, percent

CULTURE = Segment("Culture", 0.3, "culture", "30.0")
PEOPLE = Segment("People", 0.02, "people")


def test_segments_stand_beside_each_other() -> None:
    drawn = ScoreBar("Score", (CULTURE, PEOPLE)).drawn

    assert [(part.x, part.width, part.shows_mark) for part in drawn] == [
        ("0.00%", "30.00%", True),
        ("30.00%", "2.00%", False),
    ]


def test_segments_never_leave_the_bar() -> None:
    drawn = ScoreBar("Score", (Segment("A", 0.9, "rfp"), Segment("B", 0.4, "team"))).drawn

    assert [part.width for part in drawn] == ["90.00%", "10.00%"]


def test_the_open_stretch_lies_between_low_and_high() -> None:
    bar = ScoreBar("Score", (), 0.31, 0.74)

    assert (bar.open_x, bar.open_width) == ("31.00%", "43.00%")


def test_a_settled_score_leaves_nothing_open() -> None:
    assert ScoreBar("Score", (CULTURE,)).open_width == "0.00%"


@pytest.mark.parametrize(
    ("share", "text"),
    [(-1, "0.00%"), (0.125, "12.50%"), (7, "100.00%"), (float("nan"), "0.00%"), (float("inf"), "100.00%")],
)
def test_shares_become_lengths_that_svg_understands(share: float, text: str) -> None:
    with translation.override("de"):
        assert percent(share) == text


def test_every_dimension_has_a_letter_of_its_own() -> None:
    assert len(set(DIMENSIONS.values())) == len(DIMENSIONS)


def test_an_unknown_dimension_is_neutral() -> None:
    segment = Segment("Price", 0.1, "price")

    assert (segment.colour, segment.mark) == ("dim-other", "•")


def test_a_legend_names_each_part_once() -> None:
    legend = legend_of([ScoreBar("A", (CULTURE,)), ScoreBar("B", (CULTURE, PEOPLE))])

    assert [segment.label for segment in legend] == ["Culture", "People"]


def test_the_bar_says_in_words_what_it_draws() -> None:
    html = render_to_string(
        "components/score_bar.html", {"bar": ScoreBar("Score <40>", (CULTURE,), 0.3, 0.4), "table": True}
    )

    assert 'aria-label="Score &lt;40&gt;"' in html
    assert "<title>Culture: 30.0</title>" in html
    assert "style=" not in html
