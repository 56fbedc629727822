"""Scores as bars: what is settled, and what unanswered questions leave open."""

from django.utils.translation import gettext

from outsourcing.ui.bars import ScoreBar, Segment
from outsourcing.ui.formats import score_text, span_text

# Below this, both ends of a range show as the same figure.
SETTLED = 0.0005


def score_bar(template_key: str, low: float | None, high: float | None, observed: float | None) -> ScoreBar:
    """One score with its range; an empty bar where nothing can be said yet."""
    if low is None or high is None:
        return ScoreBar(text=gettext("No score yet"))
    figures = {"span": span_text(low, high), "observed": score_text(observed)}
    if observed is None:
        text = gettext("No answer counts yet; anything between %(span)s is possible") % figures
    elif high - low < SETTLED:
        text = gettext("Score %(observed)s of 100, complete") % figures
    else:
        text = gettext("Score so far %(observed)s of 100, between %(span)s once complete") % figures
    segment = Segment(gettext("Settled by the answers so far"), low, template_key, score_text(low))
    return ScoreBar(text=text, segments=(segment,) if low else (), open_from=low, open_to=high)
