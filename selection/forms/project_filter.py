"""What the list of projects is narrowed to; lives in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selection.models import ProjectState


class ProjectFilterForm(forms.Form):
    """State and words; nothing is required, and nonsense narrows nothing."""

    words = forms.CharField(required=False, label=_("Name or need contains"), max_length=100)
    state = forms.ChoiceField(
        required=False, label=_("State"), choices=[("", _("All")), *ProjectState.choices]
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def wishes(self) -> dict[str, str]:
        """What was asked for and can be understood."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) or "" for name in ("state", "words")}
        return {**asked, "sort": self.cleaned_data.get("sort") or "-created"}

    @property
    def is_filtered(self) -> bool:
        """Whether the list is narrowed at all."""
        wishes = self.wishes()
        return bool(wishes["state"] or wishes["words"])
