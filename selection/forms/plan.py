"""The plan for an assigned team: who, how long, and on which assumptions."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import part_form
from selection.actions.plans import PlanFacts
from selection.domain.team_plan import TeamMember
from selection.models import TeamPlan
from selection.models.plan import LONGEST

OURS = _("our assumption; put what you know")
CLAUSE = _("what to negotiate; put what you agree")
BOUSHEY = "Boushey & Glynn, Center for American Progress"
SPARE_ROWS = 6
MOST_MEMBERS = 200
TEAM, MORE = "team", "more_rows"


@dataclass(frozen=True)
class Assumption:
    """One figure of a plan: its default and where that is from, and whether it is typed in percent."""

    name: str
    label: Any
    most: float
    default: float
    percent: bool = False
    source: Any = OURS
    year: int = 2026


ASSUMPTIONS = (
    Assumption("vacancy", _("Months until somebody new starts"), 24, 1.5),
    Assumption("ramp", _("Months until fully productive"), 36, 6.0),
    Assumption("first_productivity", _("Productivity on the first day, %"), 100, 25.0, percent=True),
    Assumption("annual_cost", _("Cost of a person a year"), 10_000_000, 80_000.0),
    Assumption(
        "replacement_share",
        _("Replacement cost, % of a year's cost"),
        *(500, 21.0),
        percent=True,
        source=BOUSHEY,
        year=2012,
    ),
)
REMEDIES = (
    Assumption("remedy_overlap", _("Overlap: months side by side"), 12, 0.5, source=CLAUSE),
    Assumption(
        "remedy_bench", _("Bench: % of seats taken over at once"), 100, 50.0, percent=True, source=CLAUSE
    ),
    Assumption("remedy_notice", _("Notice: months more than today"), 12, 1.0, source=CLAUSE),
    Assumption(
        "remedy_borne",
        _("Replacement clause: % of the cost that the provider bears"),
        *(100, 100.0),
        percent=True,
        source=CLAUSE,
    ),
)
ALL = (*ASSUMPTIONS, *REMEDIES)


class MemberForm(forms.Form):
    """One person: a role instead of a name."""

    role = forms.CharField(label=_("Role"), max_length=80, required=False)
    function = forms.ChoiceField(label=_("Function"), required=False)
    tenure = forms.FloatField(label=_("Months with the provider"), min_value=0, max_value=600, required=False)

    def __init__(self, *args: Any, functions: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _now("not on the roster")), *((name, name) for name in functions)]
        self.fields["function"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A row counts once its tenure is known."""
        cleaned = super().clean() or {}
        if cleaned.get("tenure") is None and (cleaned.get("role") or cleaned.get("function")):
            self.add_error("tenure", _("How many months has this person been there?"))
        return cleaned


AssumptionRow = tuple[forms.BoundField, forms.BoundField, forms.BoundField]


class PlanForm(forms.Form):
    """Title, duration and assumptions; each assumption says where it comes from."""

    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=120)
    months = forms.IntegerField(label=_("Months of the project"), min_value=1, max_value=LONGEST)
    currency = forms.RegexField(
        label=_("Currency"), regex="^[A-Z]{3}$", error_messages={"invalid": _("Three letters, such as EUR.")}
    )

    def __init__(self, data: MultiValueDict[str, str] | None = None, *, plan: TeamPlan | None = None) -> None:
        super().__init__(data, initial=_initial(plan))
        for each in ALL:
            self.fields[each.name] = forms.FloatField(label=each.label, min_value=0, max_value=each.most)
            self.fields[f"{each.name}_source"] = forms.CharField(label=_("Source"), max_length=200)
            self.fields[f"{each.name}_year"] = forms.IntegerField(
                label=_("Year"), min_value=1950, max_value=2100
            )
        self.helper = part_form()
        self.helper.layout = None

    @property
    def assumption_rows(self) -> list[AssumptionRow]:
        """Each assumption with its source and year."""
        return [self._row(each) for each in ASSUMPTIONS]

    @property
    def remedy_rows(self) -> list[AssumptionRow]:
        """Each remedy with how much of it is compared."""
        return [self._row(each) for each in REMEDIES]

    def facts(self, team: Sequence[TeamMember]) -> PlanFacts:
        """What was typed, as the actions take it."""
        cleaned = self.cleaned_data
        return PlanFacts(
            title=cleaned["title"],
            months=cleaned["months"],
            currency=cleaned["currency"],
            team=team,
            assumptions={each.name: self._said(each) for each in ALL},
        )

    def _row(self, each: Assumption) -> AssumptionRow:
        return self[each.name], self[f"{each.name}_source"], self[f"{each.name}_year"]

    def _said(self, each: Assumption) -> dict[str, object]:
        typed = self.cleaned_data[each.name]
        return {
            "value": typed / 100 if each.percent else typed,
            "source": self.cleaned_data[f"{each.name}_source"],
            "year": self.cleaned_data[f"{each.name}_year"],
        }


MemberFormSet = formset_factory(
    MemberForm, extra=SPARE_ROWS, max_num=MOST_MEMBERS, validate_max=True, absolute_max=MOST_MEMBERS
)


def member_rows(
    data: MultiValueDict[str, str] | None, plan: TeamPlan | None, functions: Sequence[str]
) -> Any:
    """The rows of a team, with some empty ones behind."""
    initial = [dict(one) for one in plan.team] if plan else []
    if data is not None and MORE in data:
        data = data.copy()
        data[f"{TEAM}-TOTAL_FORMS"] = str(min(MOST_MEMBERS, _rows_in(data) + SPARE_ROWS))
    return MemberFormSet(data, initial=initial, prefix=TEAM, form_kwargs={"functions": functions})


def team_of(rows: Iterable[Mapping[str, Any]]) -> list[TeamMember]:
    """The people who were typed in; empty rows say nothing."""
    return [
        TeamMember(row.get("role") or _now("Somebody"), row.get("function") or "", float(row["tenure"]))
        for row in rows
        if row.get("tenure") is not None and math.isfinite(row["tenure"])
    ]


def _rows_in(data: MultiValueDict[str, str]) -> int:
    said = data.get(f"{TEAM}-TOTAL_FORMS") or ""
    return int(said) if said.isdecimal() and len(said) < 6 else 0


def _initial(plan: TeamPlan | None) -> dict[str, object]:
    if plan is None:
        shown: dict[str, object] = {"currency": "EUR", "months": 24}
    else:
        shown = {
            "row_version": plan.row_version,
            "title": plan.title,
            "months": plan.months,
            "currency": plan.currency,
        }
    for each in ALL:
        said = plan.assumptions.get(each.name, {}) if plan else {}
        value = said.get("value")
        typed = round(value * 100, 4) if value is not None and each.percent else value
        shown[each.name] = each.default if typed is None else typed
        shown[f"{each.name}_source"] = said.get("source") or each.source
        shown[f"{each.name}_year"] = said.get("year") or each.year
    return shown
