"""Figures that were typed into a plan, as text."""

from outsourcing.ui.formats import count_text, share_text, weight_text
from selection.forms.plan import Assumption


def figure_text(each: Assumption, value: float) -> str:
    """An assumption as it is read: a share, money, or months without decimals that say nothing."""
    if each.percent:
        return share_text(value)
    return count_text(round(value)) if each.most > 1_000 else weight_text(value)
