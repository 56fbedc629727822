"""Which provider joins the comparison, and which assessments speak for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Submit
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Template
from outsourcing.ui.formats import day_text
from providers.models import Provider

OPEN_NEW = "new"
LEAVE_OUT = "none"


@dataclass(frozen=True, slots=True)
class ChecklistChoice:
    """One checklist of the project and the assessments of this provider that could serve again."""

    template: Template
    reusable: Sequence[Assessment]


class ProviderForm(forms.Form):
    """The first step: which provider."""

    provider = forms.ModelChoiceField(
        queryset=Provider.objects.none(), label=_("Provider"), empty_label=_("Choose a provider")
    )

    def __init__(self, *args: Any, providers: QuerySet[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = providers  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.layout = Layout("provider", Submit("", _("Next: its checklists")))


class CandidateForm(forms.Form):
    """The second step: for each checklist a new assessment, or one that exists already."""

    due_on = forms.DateField(
        required=False,
        label=_("New assessments are due on"),
        help_text=_("Leave empty when nothing presses."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, choices: Sequence[ChecklistChoice], cancel_url: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.checklists = choices
        for choice in choices:
            self.fields[_name(choice.template)] = forms.ChoiceField(
                label=choice.template.name,
                choices=[
                    (OPEN_NEW, _("Open a new one")),
                    *_existing(choice.reusable),
                    (LEAVE_OUT, _("Not yet")),
                ],
                initial=OPEN_NEW,
                widget=forms.RadioSelect,
            )
        self.cancel_url = cancel_url
        self.cancel_label = _("Cancel")
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *[_name(choice.template) for choice in choices],
            "due_on",
            Submit("save", _("Add this provider")),
            HTML('<a class="btn btn-link" href="{{ form.cancel_url }}">{{ form.cancel_label }}</a>'),
        )

    def pinned(self) -> Mapping[int, Assessment]:
        """By checklist, the existing assessment that shall serve."""
        return {
            choice.template.pk: assessment
            for choice in self.checklists
            for assessment in choice.reusable
            if self.cleaned_data[_name(choice.template)] == str(assessment.pk)
        }

    def opened(self) -> Sequence[Template]:
        """The checklists for which a new assessment shall be opened."""
        return [
            choice.template
            for choice in self.checklists
            if self.cleaned_data[_name(choice.template)] == OPEN_NEW
        ]


def _name(template: Template) -> str:
    return f"template_{template.pk}"


def _existing(assessments: Sequence[Assessment]) -> list[tuple[str, str]]:
    words = _("Use the one opened on %(day)s: %(title)s")
    return [
        (str(one.pk), words % {"day": day_text(one.created_at), "title": one.title}) for one in assessments
    ]
