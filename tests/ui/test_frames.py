"""What is drawn once and only filled afterwards looks as if it were drawn each time."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from outsourcing.ui import drawn
from outsourcing.ui.addresses import addresses
from outsourcing.ui.bars import ScoreBar, Segment
from outsourcing.ui.frames import Frame, frame

CULTURE = Segment("Culture", 0.4, "culture", "40.0")
RFP = Segment("RFP <1>", 0.3, "rfp")


def test_what_is_filled_in_is_escaped_and_what_is_missing_stays_empty() -> None:
    pieces = Frame(("<b>", "name", "</b><i>", "other", "</i>", "markup", ""))

    filled = pieces.filled({"name": "<script>", "markup": mark_safe("<u>kept</u>"), "unknown": "never"})

    assert filled == "<b>&lt;script&gt;</b><i></i><u>kept</u>"


def test_a_text_cannot_open_a_slot() -> None:
    kept = frame("components/pill.html", tone="ok", icon="", text="|text|{{ text }}{% slot 'text' %}")

    assert len(kept.pieces) == 1
    assert "{{ text }}{% slot &#x27;text&#x27; %}" in kept.filled({"text": "taken"})


def test_the_same_parts_are_drawn_once_for_each_language() -> None:
    shown = {"tone": "info", "icon": "", "text": "A pill of its own"}

    with override("en"):
        first, second = frame("components/pill.html", **shown), frame("components/pill.html", **shown)
    with override("de"):
        other = frame("components/pill.html", **shown)

    assert first is second
    assert other is not first


@pytest.mark.parametrize(
    "bar",
    [
        ScoreBar("Nothing yet"),
        ScoreBar("Score <40>", (CULTURE, RFP), 0.7, 0.8),
        ScoreBar("Full", (Segment("All", 1.0, "people", "100.0"),), 1.0, 1.0),
    ],
)
@pytest.mark.parametrize("looks", [{"plain": True}, {"muted": True}, {}])
def test_a_filled_bar_equals_a_drawn_one(bar: ScoreBar, looks: dict[str, bool]) -> None:
    assert drawn.score_bar(bar, **looks) == render_to_string(
        "components/score_bar.html", {"bar": bar, **looks}
    )


def test_a_progress_line_says_its_share() -> None:
    line = drawn.progress_line(0.425, "Answered")

    assert 'aria-label="Answered: 43\u00a0%"' in line
    assert 'class="bar-fill" width="42.50%"' in line
    assert (
        line
        == render_to_string("components/progress.html", {"share": 0.425, "label": "Answered"}).strip("\n")
        + "\n"
    )


def test_addresses_differ_in_their_numbers_alone() -> None:
    fill = addresses("assessments:fill", count=2)

    assert fill(3, 14) == "/assessments/3/answer/14/"
    assert fill(15, 9) == "/assessments/15/answer/9/"
