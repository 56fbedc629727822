"""The plan for an assigned team: who, how long, and on which assumptions."""

import math
from collections.abc import Iterable, Mapping, Sequence
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

OURS = _("our assumption, 2026; put what you know")
BOUSHEY = "Boushey & Glynn 2012, Center for American Progress"
SPARE_ROWS = 4
MOST_MEMBERS = 60
# Name, label, largest, default, and whether it is typed in percent.
ASSUMPTIONS: tuple[tuple[str, Any, float, float, bool], ...] = (
    ("vacancy", _("Months until somebody new starts"), 24, 1.5, False),
    ("ramp", _("Months until fully productive"), 36, 6.0, False),
    ("first_productivity", _("Productivity on the first day, %"), 100, 25.0, True),
    ("annual_cost", _("Cost of a person a year"), 10_000_000, 80_000.0, False),
    ("replacement_share", _("Replacement cost, % of a year's cost"), 500, 21.0, True),
)


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
        for name, label, most, _default, _percent in ASSUMPTIONS:
            self.fields[name] = forms.FloatField(label=label, min_value=0, max_value=most)
            self.fields[f"{name}_source"] = forms.CharField(label=_("Source"), max_length=200)
        self.helper = part_form()
        self.helper.layout = None

    @property
    def assumption_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each assumption with its source."""
        return [(self[name], self[f"{name}_source"]) for name, *_others in ASSUMPTIONS]

    def facts(self, team: Sequence[TeamMember]) -> PlanFacts:
        """What was typed, as the actions take it."""
        cleaned = self.cleaned_data
        return PlanFacts(
            title=cleaned["title"],
            months=cleaned["months"],
            currency=cleaned["currency"],
            team=team,
            assumptions={
                name: {
                    "value": cleaned[name] / 100 if percent else cleaned[name],
                    "source": cleaned[f"{name}_source"],
                }
                for name, _label, _most, _default, percent in ASSUMPTIONS
            },
        )


MemberFormSet = formset_factory(
    MemberForm, extra=SPARE_ROWS, max_num=MOST_MEMBERS, validate_max=True, absolute_max=MOST_MEMBERS
)


def member_rows(
    data: MultiValueDict[str, str] | None, plan: TeamPlan | None, functions: Sequence[str]
) -> Any:
    """The rows of a team, with some empty ones behind."""
    initial = [dict(one) for one in plan.team] if plan else []
    return MemberFormSet(data, initial=initial, prefix="team", form_kwargs={"functions": functions})


def team_of(rows: Iterable[Mapping[str, Any]]) -> list[TeamMember]:
    """The people who were typed in; empty rows say nothing."""
    return [
        TeamMember(row.get("role") or _now("Somebody"), row.get("function") or "", float(row["tenure"]))
        for row in rows
        if row.get("tenure") is not None and math.isfinite(row["tenure"])
    ]


def _initial(plan: TeamPlan | None) -> dict[str, object]:
    if plan is None:
        figures = {name: default for name, _label, _most, default, _percent in ASSUMPTIONS}
        sources = {f"{name}_source": OURS for name, *_others in ASSUMPTIONS}
        return {**figures, **sources, "replacement_share_source": BOUSHEY, "currency": "EUR", "months": 24}
    shown: dict[str, object] = {
        "row_version": plan.row_version,
        "title": plan.title,
        "months": plan.months,
        "currency": plan.currency,
    }
    for name, _label, _most, _default, percent in ASSUMPTIONS:
        said = plan.assumptions[name]
        shown[name] = round(said["value"] * 100, 4) if percent else said["value"]
        shown[f"{name}_source"] = said["source"]
    return shown
