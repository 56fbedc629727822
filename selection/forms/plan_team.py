"""The people of a team plan: rows to type in, and rows pasted from a spreadsheet."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from providers.domain.attrition.spells import DAYS_IN_MONTH
from selection.domain.team_plan import TeamMember
from selection.models import TeamPlan

SPARE_ROWS = 6
MOST_MEMBERS = 200
LONGEST_TENURE = 600
TEAM, MORE, TAKE_OVER, PASTED = "team", "more_rows", "take_over", "pasted"
FIELDS = ("role", "function", "tenure", "started")
Typed = MultiValueDict[str, str]


class MemberForm(forms.Form):
    """One person: a role instead of a name."""

    role = forms.CharField(label=_("Role"), max_length=80, required=False)
    function = forms.ChoiceField(label=_("Function"), required=False)
    tenure = forms.FloatField(
        label=_("Months with the provider"), min_value=0, max_value=LONGEST_TENURE, required=False
    )
    started = forms.DateField(
        label=_("or first day there"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, functions: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _now("not on the roster")), *functions]
        self.fields["function"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A row counts once it is known how long somebody has been there, said in one way."""
        cleaned = super().clean() or {}
        months, day = cleaned.get("tenure"), cleaned.get("started")
        if months is not None and day is not None:
            self.add_error("started", _("Type the months or the first day, not both."))
        said = cleaned.get("role") or cleaned.get("function")
        if said and months is None and day is None and not self.errors:
            self.add_error("tenure", _("How many months has this person been there?"))
        return cleaned

    def member(self, begins: date) -> TeamMember | None:
        """Who was typed in; nobody in an empty row, and in one whose first day cannot be."""
        cleaned = self.cleaned_data
        day, tenure = cleaned.get("started"), cleaned.get("tenure")
        if day is not None:
            tenure = (begins - day).days / DAYS_IN_MONTH
            if not 0 <= tenure <= LONGEST_TENURE:
                self.add_error("started", _("The first day is at most fifty years before the team begins."))
                return None
        if tenure is None or not math.isfinite(tenure):
            return None
        role = cleaned.get("role") or _now("Somebody")
        return TeamMember(role, cleaned.get("function") or "", float(tenure), day)


MemberFormSet = formset_factory(
    MemberForm, extra=SPARE_ROWS, max_num=MOST_MEMBERS, validate_max=True, absolute_max=MOST_MEMBERS
)


@dataclass(frozen=True)
class Taken:
    """Rows that were typed or pasted, the pasted lines that were not understood, and what is said of them."""

    rows: list[dict[str, str]]
    left: str
    notes: tuple[str, ...]


def member_rows(data: Typed | None, plan: TeamPlan | None, functions: Sequence[str]) -> Any:
    """The rows of a team, with some empty ones behind."""
    initial = [_initial(one) for one in plan.team] if plan else []
    kwargs = {"functions": _choices(plan, functions)}
    return MemberFormSet(data, initial=initial, prefix=TEAM, form_kwargs=kwargs)


def spread_rows(taken: Taken, plan: TeamPlan | None, functions: Sequence[str]) -> Any:
    """The rows as they were typed and pasted, with empty ones behind; not checked yet."""
    kwargs = {"functions": _choices(plan, functions)}
    return MemberFormSet(initial=taken.rows, prefix=TEAM, form_kwargs=kwargs)


def team_of(rows: Any, begins: date) -> list[TeamMember] | None:
    """The people who were typed in; None where a first day cannot be, which its row then says."""
    members = [row.member(begins) for row in rows.forms]
    if any(row.errors for row in rows.forms):
        return None
    return [member for member in members if member is not None]


def taken_over(data: Typed, functions: Sequence[str]) -> Taken:
    """Put pasted rows behind those that were typed; without the button for it, only those are taken."""
    pasted = data.get(PASTED, "")
    if TAKE_OVER not in data:
        # Empty rows stay too, so that asking for more rows makes more each time.
        return Taken(_typed_rows(data), pasted, ())
    typed = [row for row in _typed_rows(data) if any(row.values())]
    read = [(number, line, _row_of(line)) for number, line in enumerate(pasted.splitlines(), start=1)]
    rows = [row for _number, _line, row in read if row]
    if len(typed) + len(rows) > MOST_MEMBERS:
        refused = _now("A plan holds at most %(most)d people; nothing was taken over.")
        return Taken(typed, pasted, (refused % {"most": MOST_MEMBERS},))
    # The first line may hold the heads of columns.
    unread = [(n, line) for n, line, row in read if row is None and line.strip() and (n > 1 or _counts(line))]
    notes = [_now("Line %(number)d says no months and no first day.") % {"number": n} for n, _line in unread]
    named = [_named(row, functions) for row in rows]
    left = "\n".join(line for _number, line in unread)
    return Taken([*typed, *named], left, (*notes, *_strange(rows, named, functions)))


def _named(row: dict[str, str], functions: Sequence[str]) -> dict[str, str]:
    """The row with its function as the roster writes it, or without."""
    known = {name.casefold(): name for name in functions}
    return {**row, "function": known.get(row["function"].casefold(), "")}


def _strange(
    rows: Sequence[dict[str, str]], named: Sequence[dict[str, str]], functions: Sequence[str]
) -> list[str]:
    pairs = zip(rows, named, strict=True)
    strange = dict.fromkeys(
        row["function"] for row, known in pairs if row["function"] and not known["function"]
    )
    if not strange or not functions:
        return []
    told = _now("Not on the roster: %(names)s. Everybody's rates are taken there, unless you choose another.")
    return [told % {"names": ", ".join(strange)}]


def _counts(line: str) -> bool:
    return any(sign.isdigit() for sign in line)


def _typed_rows(data: Typed) -> list[dict[str, str]]:
    places = range(min(_rows_in(data), MOST_MEMBERS))
    return [{name: data.get(f"{TEAM}-{place}-{name}") or "" for name in FIELDS} for place in places]


def _row_of(line: str) -> dict[str, str] | None:
    """Role, function and time there; the function may be missing."""
    mark = next((mark for mark in ("\t", ";") if mark in line), ",")
    cells = [cell.strip() for cell in line.split(mark)]
    if len(cells) not in (2, 3):
        return None
    time = _time_of(cells[-1])
    if time is None:
        return None
    function = cells[1] if len(cells) == 3 else ""
    return {"role": cells[0], "function": function, "tenure": "", "started": "", **time}


def _time_of(cell: str) -> dict[str, str] | None:
    for written in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return {"started": datetime.strptime(cell, written).date().isoformat()}  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    number = cell.replace(",", ".")
    plain = number.replace(".", "", 1).isdecimal() and len(number) < 8
    return {"tenure": number} if plain else None


def _choices(plan: TeamPlan | None, functions: Sequence[str]) -> list[tuple[str, str]]:
    """A function that has left the roster since stays choosable, so that nothing typed is lost."""
    gone = dict.fromkeys(one["function"] for one in plan.team) if plan else {}
    lost = [name for name in gone if name and name not in functions]
    told = _now("%(name)s (no longer on the roster)")
    return [*((name, name) for name in functions), *((name, told % {"name": name}) for name in lost)]


def _initial(one: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(one)
    if shown.get("started"):
        shown["tenure"] = None
    elif not float(shown["tenure"]).is_integer():
        shown["tenure"] = round(shown["tenure"], 2)
    else:
        shown["tenure"] = int(shown["tenure"])
    return shown


def _rows_in(data: Typed) -> int:
    said = data.get(f"{TEAM}-TOTAL_FORMS") or ""
    return int(said) if said.isdecimal() and len(said) < 6 else 0
