"""What a project is about: the need first."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Layout, Row, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from selection.actions import ProjectFacts
from selection.models import Project

NEED_SHORTEST = 40


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, need, date and the levels both sides agreed to reach."""

    class Meta:
        model = Project
        fields = ["need", "name", "decision_on", "agreed_fit", "agreed_readiness"]
        labels = {
            "need": _("What do we need, and why?"),
            "name": _("Name of the project"),
            "decision_on": _("Decision planned on"),
            "agreed_fit": _("Fit to reach, of 100"),
            "agreed_readiness": _("Own readiness to reach, of 100"),
        }
        help_texts = {
            "need": _(
                "A few sentences are enough: what is to be done by somebody else, what stays with us, and "
                "how we would notice that it works. Who cannot say what they need pays for it later."
            ),
            "name": _("Short, as people will say it, such as “Phase III data management”."),
            "decision_on": _("Leave empty when it is not known yet."),
            "agreed_fit": _("Below this no provider should start."),
            "agreed_readiness": _("Below this we are not ready to start, whoever is chosen."),
        }
        widgets = {
            "need": forms.Textarea(attrs={"rows": 6}),
            "decision_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "agreed_fit": forms.NumberInput(attrs={"min": 0, "max": 100}),
            "agreed_readiness": forms.NumberInput(attrs={"min": 0, "max": 100}),
        }

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = _("Save") if self.instance.pk else _("Begin the project")
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "need",
            "name",
            Row(Column("decision_on"), Column("agreed_fit"), Column("agreed_readiness")),
            Submit("save", str(saved)),
            HTML('<a class="btn btn-link" href="{{ form.cancel_url }}">{{ form.cancel_label }}</a>'),
        )
        self.cancel_url = cancel_url
        self.cancel_label = _("Cancel")

    def clean_need(self) -> str:
        """A need of three words is none."""
        need = str(self.cleaned_data["need"]).strip()
        if len(need) < NEED_SHORTEST:
            raise forms.ValidationError(
                _("Say a little more, so that somebody outside understands it: at least %(count)d letters."),
                params={"count": NEED_SHORTEST},
            )
        return need

    def clean(self) -> dict[str, Any]:
        """Levels are of 100."""
        cleaned = super().clean() or {}
        for name in ("agreed_fit", "agreed_readiness"):
            if (level := cleaned.get(name)) is not None and level > 100:
                self.add_error(name, _("A level lies between 0 and 100."))
        return cleaned

    def facts(self) -> ProjectFacts:
        """What was typed, as the actions take it."""
        return ProjectFacts(**{name: self.cleaned_data[name] for name in self.Meta.fields})
