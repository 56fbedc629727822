"""The forms of review series: what comes back, how often, who sees to it; and how the list is narrowed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.repeating import SeriesPlan
from assessments.domain.cadence import months_in
from assessments.forms.handing import ReasonForm
from assessments.models import ReviewSeries, SeriesState, Template, VersionState
from assessments.models.series import MOST_LEAD_DAYS, MOST_MONTHS
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from outsourcing.ui.layouts import beside, group, part_form, record_form
from providers.models import Provider, ProviderState
from providers.queries import visible_providers

OURSELVES = "ourselves"
USUAL_LEAD = 30
LATEST_YEARS = 10
DUE = [("overdue", gettext_lazy("Overdue")), ("soon", gettext_lazy("In the next 30 days"))]


class TemplateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among checklists in use, each with what it says of how often."""

    def label_from_instance(self, obj: Template) -> str:
        """The checklist and its own words."""
        return f"{obj.name} ({obj.recurrence})" if obj.recurrence else obj.name


class PlanForm(forms.Form):
    """How often, from which day on, how long ahead, and who owns it."""

    every_months = forms.IntegerField(
        label=gettext_lazy("Every how many months"), min_value=1, max_value=MOST_MONTHS
    )
    next_due = forms.DateField(
        label=gettext_lazy("Next due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    lead_days = forms.IntegerField(
        label=gettext_lazy("Open it so many days ahead"),
        min_value=0,
        max_value=MOST_LEAD_DAYS,
        initial=USUAL_LEAD,
        help_text=gettext_lazy("Time for whoever answers"),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Owner"),
        queryset=User.objects.filter(is_active=True).order_by("name"),
        empty_label=gettext_lazy("Choose somebody"),
        help_text=gettext_lazy("Manages each assessment and is told when it is late"),
    )

    def __init__(self, data: QueryDict | None = None, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today

    def clean_next_due(self) -> date:
        """A day that is neither long past nor beyond planning."""
        due: date = self.cleaned_data["next_due"]
        if due < self.today:
            raise forms.ValidationError(_("This day has passed. Give today or a later one."))
        if due.year > self.today.year + LATEST_YEARS:
            raise forms.ValidationError(_("This is more than ten years away. Give an earlier day."))
        return due

    def plan(self) -> SeriesPlan:
        """What was typed, as the actions take it."""
        names = ("every_months", "next_due", "lead_days", "owner")
        return SeriesPlan(**{name: self.cleaned_data[name] for name in names})


class NewSeriesForm(PlanForm):
    """The same, with the checklist and whom it is about; the checklist may say how often by itself."""

    template = TemplateField(
        label=gettext_lazy("Checklist"),
        queryset=Template.objects.none(),
        empty_label=gettext_lazy("Choose one"),
    )
    subject = forms.ChoiceField(label=gettext_lazy("About"))

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, **options: Any) -> None:
        super().__init__(data, **options)
        self.providers = visible_providers(actor).filter(state=ProviderState.ACTIVE)
        self._field("template").queryset = _templates_in_use()
        listed = [(str(provider.pk), provider.name) for provider in self.providers]
        self._field("subject").choices = [("", _("Choose one")), (OURSELVES, _("Ourselves")), *listed]
        self._field("every_months").required = False
        self._field("every_months").help_text = _("Left empty: as often as the checklist itself says")
        self.helper = record_form(
            group(_("What comes back"), beside("template", "subject")),
            group(
                _("How often, and who sees to it"),
                beside("every_months", "next_due"),
                beside("lead_days", "owner"),
            ),
            save=_("Let it come back"),
            cancel_url=str(self.initial.get("cancel_url", "")),
        )

    def clean(self) -> dict[str, Any]:
        """Without a figure the checklist's own cadence holds, where it can be read."""
        cleaned = super().clean() or {}
        if "every_months" in cleaned and cleaned["every_months"] is None and cleaned.get("template"):
            cleaned["every_months"] = months_in(cleaned["template"].recurrence)
            if cleaned["every_months"] is None:
                text = _("This checklist does not say how often. Give a number of months.")
                self.add_error("every_months", text)
        return cleaned

    @property
    def provider(self) -> Provider | None:
        """The provider it is about; None stands for ourselves."""
        chosen = self.cleaned_data["subject"]
        return None if chosen == OURSELVES else self.providers.get(pk=int(chosen))

    def _field(self, name: str) -> Any:
        return self.fields[name]


class ChangeSeriesForm(PlanForm):
    """Changes the plan; the version that was looked at rides along."""

    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: QueryDict | None = None, *, series: ReviewSeries, cancel_url: str, **options: Any
    ) -> None:
        super().__init__(data, initial=_plan_of(series), **options)
        self.series = series
        self.helper = record_form(
            "row_version",
            beside("every_months", "next_due"),
            beside("lead_days", "owner"),
            cancel_url=cancel_url,
            save=_("Save"),
        )

    def clean_next_due(self) -> date:
        """A day that was there already may stay, though it has passed."""
        due: date = self.cleaned_data["next_due"]
        return due if due == self.series.next_due else super().clean_next_due()


class RestForm(ReasonForm):
    """Why a series is paused or ended."""

    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["reason"].help_text = _("Kept with the series, for everybody who reads it")
        self.helper = part_form("row_version", "reason")


class SeriesFilterForm(forms.Form):
    """State, due day and owner; nothing is required, and nonsense narrows nothing."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *SeriesState.choices],
    )
    due = forms.ChoiceField(
        label=gettext_lazy("Due"), required=False, choices=[("", gettext_lazy("Any time")), *DUE]
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Whose"),
        required=False,
        choices=[("", gettext_lazy("Everybody's")), ("mine", gettext_lazy("Mine"))],
    )

    def wishes(self) -> Mapping[str, str]:
        """What was asked for and can be understood."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("state", "due", "who")}


def _templates_in_use() -> Any:
    published = Q(versions__state=VersionState.PUBLISHED)
    return Template.objects.filter(published).distinct().order_by("position", "name")


def _plan_of(series: ReviewSeries) -> dict[str, object]:
    return {
        "every_months": series.every_months,
        "next_due": series.next_due,
        "lead_days": series.lead_days,
        "owner": series.owner_id if series.owner.is_active else None,
        "row_version": series.row_version,
    }
