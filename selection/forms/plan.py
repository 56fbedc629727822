"""The plan for an assigned team: how long, and on which assumptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import part_form
from selection.actions.plans import PlanFacts
from selection.domain.team_plan import TeamMember
from selection.models import TeamPlan
from selection.models.plan import LONGEST

OURS = _("our assumption; put what you know")
CLAUSE = _("what to negotiate; put what you agree")
BOUSHEY = "Boushey & Glynn, Center for American Progress"


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


AssumptionRow = tuple[forms.BoundField, forms.BoundField, forms.BoundField]


class PlanForm(forms.Form):
    """Title, duration and assumptions; each assumption says where it comes from."""

    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title"), max_length=120)
    months = forms.IntegerField(label=_("Months of the project"), min_value=1, max_value=LONGEST)
    begins = forms.DateField(
        label=_("The team begins"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    currency = forms.RegexField(
        label=_("Currency"), regex="^[A-Z]{3}$", error_messages={"invalid": _("Three letters, such as EUR.")}
    )

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        plan: TeamPlan | None = None,
        today: date | None = None,
        unchecked: MultiValueDict[str, str] | None = None,
    ) -> None:
        # What was typed so far stays, and is not checked before it is to be saved.
        typed = dict(unchecked.items()) if unchecked is not None else {}
        super().__init__(data, initial={**_initial(plan, today), **typed})
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
            begins=cleaned["begins"],
            assumptions={each.name: self._said(each) for each in ALL},
        )

    def tell_stale(self, version: int) -> None:
        """Let a second try go through: it now rests on what the other person saved."""
        self.data = {**dict(self.data.items()), "row_version": str(version)}

    def _row(self, each: Assumption) -> AssumptionRow:
        return self[each.name], self[f"{each.name}_source"], self[f"{each.name}_year"]

    def _said(self, each: Assumption) -> dict[str, object]:
        typed = self.cleaned_data[each.name]
        return {
            "value": typed / 100 if each.percent else typed,
            "source": self.cleaned_data[f"{each.name}_source"],
            "year": self.cleaned_data[f"{each.name}_year"],
        }


def _initial(plan: TeamPlan | None, today: date | None) -> dict[str, object]:
    if plan is None:
        shown: dict[str, object] = {"currency": "EUR", "months": 24, "begins": today}
    else:
        shown = {
            "row_version": plan.row_version,
            "title": plan.title,
            "months": plan.months,
            "begins": plan.begins or today,
            "currency": plan.currency,
        }
    for each in ALL:
        said = plan.assumptions.get(each.name, {}) if plan else {}
        value = said.get("value")
        typed = round(value * 100, 4) if value is not None and each.percent else value
        figure = each.default if typed is None else typed
        shown[each.name] = int(figure) if float(figure).is_integer() else figure
        shown[f"{each.name}_source"] = said.get("source") or each.source
        shown[f"{each.name}_year"] = said.get("year") or each.year
    return shown
