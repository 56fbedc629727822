"""The forms of a panel: who is asked of what, what is declared, and why something is decided."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.forms.handing import PersonForm
from outsourcing.ui.layouts import part_form

NONE, CONFLICT = "none", "conflict"


class AskForm(PersonForm):
    """Asks somebody to rate alone: everything, or the sections ticked."""

    sections = forms.MultipleChoiceField(
        label=_("Sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked means all of them"),
    )

    def __init__(
        self, data: QueryDict | None = None, *, sections: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["sections"]
        field.choices = sections
        if len(sections) < 2:
            del self.fields["sections"]
        self.helper = part_form(*self.fields)


class DeclarationForm(forms.Form):
    """What an evaluator declares before the first look."""

    interest = forms.ChoiceField(
        label=_("My interest"),
        choices=[
            (NONE, _("I have no interest that could colour my rating")),
            (CONFLICT, _("There is something you should know first")),
        ],
        widget=forms.RadioSelect,
    )
    conflict = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: I worked there until 2023. Whoever manages this reads it and decides."),
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.helper = part_form("interest", "conflict")

    def clean(self) -> dict[str, Any]:
        """A conflict is described; without one there is nothing to describe."""
        said: dict[str, Any] = super().clean() or {}
        has_conflict = said.get("interest") == CONFLICT
        if has_conflict and not said.get("conflict", "").strip():
            self.add_error("conflict", _("Say in a few words what it is."))
        if said.get("interest") == NONE and said.get("conflict", "").strip():
            text = _("You described something: choose the second answer, or clear the text.")
            self.add_error("interest", text)
        return said

    @property
    def declared(self) -> str:
        """The conflict in words; empty where there is none."""
        return str(self.cleaned_data["conflict"]).strip()


class RoundForm(forms.Form):
    """Why a round is closed without those who have not submitted."""

    reason = forms.CharField(
        label=_("Why without them"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with each rating that is left out"),
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.helper = part_form("reason")
