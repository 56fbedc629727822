"""The forms of a checklist itself: its facts, its sections, its weights, and its publishing."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.actions.editing import ChecklistFacts, Weights
from assessments.domain.outline import Content
from assessments.domain.questionnaire import Side
from assessments.models import Envelope, Template, TemplatePurpose
from assessments.models.response import SIDE_LABELS
from outsourcing.ui.layouts import beside, group, record_form

OPENING = (Side.SPONSOR, Side.PROVIDER, Side.EVALUATOR, Side.CHECKER)
LARGEST_WEIGHT = 1_000_000


class ChecklistForm(forms.Form):
    """What a checklist says about itself."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    purpose = forms.ChoiceField(label=gettext_lazy("Feeds"), choices=TemplatePurpose.choices)
    default_weight = forms.FloatField(
        label=gettext_lazy("Usual weight in the fit"),
        min_value=0,
        max_value=LARGEST_WEIGHT,
        initial=0,
        help_text=gettext_lazy("Each project may set its own"),
    )
    who = forms.CharField(label=gettext_lazy("Who answers"), max_length=300, required=False)
    recurrence = forms.CharField(label=gettext_lazy("How often"), max_length=300, required=False)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opening_sides = forms.MultipleChoiceField(
        label=gettext_lazy("Asked from the start"),
        required=False,
        choices=[(str(side), SIDE_LABELS[side]) for side in OPENING],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Left empty, everybody whom a question asks"),
    )

    needs_review = forms.BooleanField(
        label=gettext_lazy("Somebody else accepts or returns what was submitted"),
        required=False,
        help_text=gettext_lazy("Whoever opens an assessment then chooses a reviewer"),
    )

    def __init__(
        self, data: QueryDict | None = None, *, cancel_url: str = "", save: str = "", **options: Any
    ):
        super().__init__(data, **options)
        self.helper = record_form(
            "name",
            beside("purpose", "default_weight"),
            beside("who", "recurrence"),
            group(_("For those who fill it"), "introduction", "opening_sides", "needs_review"),
            save=save or _("Save"),
            cancel_url=cancel_url or reverse("assessments:templates"),
        )

    @classmethod
    def initial_of(cls, template: Template) -> dict[str, Any]:
        """The facts as they stand."""
        return {name: getattr(template, name) for name in cls.base_fields}

    def facts(self) -> ChecklistFacts:
        """The facts as they were typed."""
        typed = dict(self.cleaned_data)
        typed["purpose"] = TemplatePurpose(typed["purpose"])
        typed["opening_sides"] = tuple(Side(side) for side in typed["opening_sides"])
        return ChecklistFacts(**typed)


class SectionForm(forms.Form):
    """One section."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    weight = forms.FloatField(
        label=gettext_lazy("Weight"),
        min_value=0,
        max_value=LARGEST_WEIGHT,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    minimum = forms.FloatField(
        label=gettext_lazy("Lowest score allowed"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"step": "any"}),
        help_text=gettext_lazy("0 to 100; below it the section excludes. Left empty, it never does"),
    )
    envelope = forms.ChoiceField(label=gettext_lazy("Envelope"), choices=Envelope.choices)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, stored: Content) -> "SectionForm":
        """The form with the section as it stands."""
        minimum = stored["minimum"]
        hundred = float(f"{100 * minimum:.12g}") if isinstance(minimum, int | float) else None
        return cls(initial={**stored, "minimum": hundred, "base": json.dumps(stored)})

    def content(self) -> Content:
        """The section as it was typed."""
        minimum = self.cleaned_data["minimum"]
        share = None if minimum is None else float(f"{minimum / 100:.12g}")
        names = ("title", "weight", "envelope")
        return {name: self.cleaned_data[name] for name in names} | {"minimum": share}

    def base_content(self) -> Content | None:
        """What the section said when the form was opened."""
        try:
            base = json.loads(self.cleaned_data["base"])
        except (ValueError, RecursionError):
            return None
        return base if isinstance(base, dict) else None


class NewSectionForm(forms.Form):
    """The title of a new section."""

    title = forms.CharField(label=gettext_lazy("Title of the new section"), max_length=160)


class WeightsForm(forms.Form):
    """All weights of a draft: `section-KEY`, `question-KEY`, and `was-…` for what stood there."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name in data:
            if name.startswith(("section-", "question-")):
                self.fields[name] = forms.FloatField(min_value=0, max_value=LARGEST_WEIGHT)
                self.fields[f"was-{name}"] = forms.FloatField(required=False)

    def weights(self) -> Weights:
        """The weights typed."""
        return self._weights("")

    def base(self) -> Weights:
        """The weights that stood there when the page was opened."""
        return self._weights("was-")

    def _weights(self, before: str) -> Weights:
        def of(kind: str) -> Mapping[str, float]:
            prefix = f"{before}{kind}-"
            return {
                name.removeprefix(prefix): value
                for name, value in self.cleaned_data.items()
                if name.startswith(prefix) and value is not None
            }

        return Weights(of("section"), of("question"))


class PublishForm(forms.Form):
    """What the editor has read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    warnings_read = forms.BooleanField(required=False)
