"""What was changed in a plan, by whom and when, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outsourcing.ui.formats import NOTHING, day_text, share_text
from selection.domain.plan_changes import Change, Changed, changes
from selection.forms.plan import ALL, Assumption
from selection.models import TeamPlanVersion
from selection.queries.plans import MOST_VERSIONS
from selection.views.plan_figures import figure_text

ASSUMPTIONS = {each.name: each for each in ALL}


@dataclass(frozen=True)
class Difference:
    """One thing in two versions."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One version: who saved it, when, and what is otherwise than in the one before."""

    number: int
    by: str
    at: datetime
    differences: tuple[Difference, ...]
    is_first: bool


def history_lines(versions: Sequence[TeamPlanVersion]) -> list[HistoryLine]:
    """The versions, latest first."""
    found = [
        _line(later, differences(changes(earlier.contents, later.contents)))
        for later, earlier in pairwise(versions)
    ]
    if not versions or len(versions) > MOST_VERSIONS:
        return found
    return [*found, _line(versions[-1], [], is_first=True)]


def differences(found: Sequence[Change]) -> list[Difference]:
    """Changes in words."""
    return [_in_words(change) for change in found]


def _line(version: TeamPlanVersion, told: Sequence[Difference], *, is_first: bool = False) -> HistoryLine:
    return HistoryLine(version.number, version.saved_by_name, version.saved_at, tuple(told), is_first)


def _in_words(change: Change) -> Difference:
    if (assumption := ASSUMPTIONS.get(change.name)) is not None:
        return _assumption(assumption, change)
    labels = {
        Changed.TITLE: _("Title"),
        Changed.MONTHS: _("Months of the project"),
        Changed.CURRENCY: _("Currency"),
        Changed.BEGINS: _("The team begins"),
        Changed.TEAM: _("The team"),
        Changed.GROUNDS: _("What it rests on"),
    }
    before, after = _text(change.name, change.before), _text(change.name, change.after)
    if before == after and change.name == Changed.TEAM:
        after = _("%(people)s, with other roles, functions or tenures") % {"people": after}
    return Difference(labels[Changed(change.name)], before, after)


def _text(name: str, value: Any) -> str:
    match name:
        case Changed.BEGINS:
            return _day(value)
        case Changed.TEAM:
            return _people(value)
        case Changed.GROUNDS:
            return _grounds(value)
        case _:
            return str(value)


def _assumption(assumption: Assumption, change: Change) -> Difference:
    """The figure; its source and year too where the figure is the same."""
    before, after = _figure(assumption, change.before), _figure(assumption, change.after)
    if before == after:
        before, after = _source(change.before), _source(change.after)
    return Difference(str(assumption.label), before, after)


def _figure(assumption: Assumption, said: Mapping[str, Any] | None) -> str:
    return NOTHING if said is None else figure_text(assumption, float(said["value"]))


def _source(said: Mapping[str, Any] | None) -> str:
    return NOTHING if said is None else f"{said['source']}, {said.get('year') or NOTHING}"


def _day(said: str | None) -> str:
    return day_text(date.fromisoformat(said)) if said else NOTHING


def _people(team: Sequence[Mapping[str, Any]]) -> str:
    return ngettext("%(count)d person", "%(count)d people", len(team)) % {"count": len(team)}


def _grounds(said: Mapping[str, Any]) -> str:
    parts = [_("roster of %(day)s") % {"day": _day(said["roster"])} if said["roster"] else _("no roster")]
    parts.append(_("grade %(grade)s") % {"grade": said["grade"]})
    if said["claimed"] is not None:
        claim = {"rate": share_text(said["claimed"], 1), "source": said["source"]}
        parts.append(_("claim %(rate)s, %(source)s") % claim)
        parts.extend([_("voluntary leavers only")] if said["voluntary_only"] else [])
    return ", ".join(parts)
