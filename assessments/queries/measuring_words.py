"""What was measured from a roster, in words: where a figure comes from, and why one is left out."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from outsourcing.ui.formats import count_text, day_text, decimal_text, interval_text
from providers.domain.attrition.measures import Figure, Measured, Missing, Scope

FIGURES: Mapping[Figure, Promise] = {
    Figure.HANDED_OVER: gettext_lazy("Roster: handed over, by function and length of service"),
    Figure.VOLUNTARY_YEAR: gettext_lazy(
        "Roster: voluntary leavers of the last 12 months, functions in scope"
    ),
    Figure.TOTAL_YEAR: gettext_lazy("Roster: all leavers of the last 12 months, sites in scope"),
    Figure.VOLUNTARY_CHANGE: gettext_lazy("Roster: change of voluntary attrition in two years, in points"),
    Figure.FIRST_YEAR_LOSS: gettext_lazy("Roster: left within their first year, of those hired in 24 months"),
    Figure.MEDIAN_SERVICE: gettext_lazy("Roster: median length of service, in years"),
}
REASONS: Mapping[Missing, Promise] = {
    Missing.TOO_FEW: gettext_lazy("fewer than five people, here or in what is left out, are never told"),
    Missing.NO_LEAVERS: gettext_lazy("it lists nobody who left"),
    Missing.NO_REASONS: gettext_lazy("it does not say who left of their own will"),
    Missing.TOO_SHORT: gettext_lazy("its leavers do not reach back three years"),
    Missing.NO_FUNCTIONS: gettext_lazy("it names no functions"),
    Missing.NOT_LISTED: gettext_lazy("it knows none of the functions or sites in scope"),
}
BY_SITE = frozenset({Figure.TOTAL_YEAR})
OF_ALL = frozenset({Figure.HANDED_OVER})


def figure_words(figure: Figure) -> str:
    """What a figure is, for whoever chooses it."""
    return str(FIGURES[figure])


def measured_note(measured: Measured, as_of: date, scope: Scope) -> str:
    """Where a figure comes from, and how sure it is; it names no function and no site.

    Whoever rates without names reads it too, and such names would tell them whom they rate.
    """
    said = [
        gettext("Roster of %(day)s") % {"day": day_text(as_of)},
        _whom(measured.figure, scope),
    ]
    text = f"{', '.join(part for part in said if part)}: {_counted(measured)}."
    if measured.low is None:
        return text
    span = interval_text(measured.low, measured.high)
    return text + " " + gettext("95 %% interval %(span)s.") % {"span": span}


def missing_note(missing: Missing, as_of: date) -> str:
    """Why a roster measures nothing here."""
    facts = {"day": day_text(as_of), "reason": REASONS[missing]}
    return gettext("Not measured from the roster of %(day)s: %(reason)s.") % facts


def _whom(figure: Figure, scope: Scope) -> str:
    if figure in OF_ALL:
        return ""
    if figure in BY_SITE:
        return gettext("sites in scope") if scope.sites else gettext("all sites")
    return gettext("functions in scope") if scope.functions else gettext("all functions")


def _counted(measured: Measured) -> str:
    facts = {"count": count_text(measured.count), "size": decimal_text(measured.size, 1)}
    match measured.figure:
        case Figure.HANDED_OVER:
            said = gettext("%(count)s employments by function and length of service")
        case Figure.VOLUNTARY_YEAR:
            said = gettext("%(count)s left of their own will in %(size)s person-years")
        case Figure.TOTAL_YEAR:
            said = gettext("%(count)s left in %(size)s person-years")
        case Figure.VOLUNTARY_CHANGE:
            said = gettext("the rate of the last 12 months less that of the year ending two years before")
        case Figure.FIRST_YEAR_LOSS:
            facts["size"] = decimal_text(measured.size, 0)
            said = gettext("%(count)s of %(size)s whose first year is over")
        case Figure.MEDIAN_SERVICE:
            said = gettext("%(count)s people")
    return said % facts
