"""The form that opens an assessment."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import TemplateVersion, VersionState
from assessments.queries import visible_versions
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from outsourcing.ui.layouts import beside, group, record_form
from providers.models import Provider, ProviderState
from providers.queries import visible_providers

OURSELVES = "ourselves"


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among published versions, each named as people call it."""

    def label_from_instance(self, obj: TemplateVersion) -> str:
        """The checklist and its version."""
        return _("%(name)s, version %(number)d") % {"name": obj.template.name, "number": obj.number}


class OpeningForm(forms.Form):
    """Which checklist, about whom, and until when."""

    version = VersionField(
        label=gettext_lazy("Checklist"),
        queryset=TemplateVersion.objects.none(),
        empty_label=gettext_lazy("Choose one"),
    )
    subject = forms.ChoiceField(label=gettext_lazy("About"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty, it is named after the checklist and whom it is about"),
    )
    hides_names = forms.BooleanField(
        label=gettext_lazy("Hide the provider's name from evaluators"),
        required=False,
        help_text=gettext_lazy(
            "A respected name proves nothing: evaluators know it by an alias until you open the names"
        ),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    reviewer = forms.ModelChoiceField(
        label=gettext_lazy("Reviewer"),
        queryset=User.objects.filter(is_active=True).order_by("name"),
        required=False,
        empty_label=gettext_lazy("Nobody has to accept it"),
        help_text=gettext_lazy("Accepts or returns what was submitted; who answers does not approve"),
    )

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today
        self.providers = visible_providers(actor).filter(state=ProviderState.ACTIVE)
        self._field("version").queryset = _published(actor)
        self._field("subject").choices = _subjects(self.providers)
        self.helper = record_form(
            group(_("What is asked, and about whom"), beside("version", "subject")),
            beside("title", "due_on"),
            "reviewer",
            "hides_names",
            save=_("Open assessment"),
            cancel_url=reverse("assessments:list"),
        )

    def clean_due_on(self) -> date | None:
        """A day to come, where one is given."""
        due: date | None = self.cleaned_data["due_on"]
        if due and due < self.today:
            raise forms.ValidationError(_("This day has passed. Give today or a later one."))
        return due

    def clean_hides_names(self) -> bool:
        """Only a provider's name can be hidden."""
        hides: bool = self.cleaned_data["hides_names"]
        if hides and self.cleaned_data.get("subject") == OURSELVES:
            raise forms.ValidationError(_("Everybody knows that this is about ourselves. Leave it open."))
        return hides

    def clean(self) -> dict[str, Any]:
        """A reviewer, where the checklist wants one."""
        typed = super().clean() or {}
        version = typed.get("version")
        if version and version.template.needs_review and not typed.get("reviewer"):
            self.add_error("reviewer", _("This checklist is reviewed. Choose who accepts or returns it."))
        return typed

    @property
    def reviewer_id(self) -> str:
        """Who is to review it; nobody is an empty text."""
        chosen: User | None = self.cleaned_data["reviewer"]
        return str(chosen.pk) if chosen else ""

    @property
    def provider(self) -> Provider | None:
        """The provider it is about; None stands for ourselves."""
        chosen = self.cleaned_data["subject"]
        return None if chosen == OURSELVES else self.providers.get(pk=int(chosen))

    def title_for(self, subject_title: str) -> str:
        """The title typed, or one made of the checklist and the subject."""
        version: TemplateVersion = self.cleaned_data["version"]
        made = f"{version.template.name}: {subject_title}"
        return str(self.cleaned_data["title"].strip() or made)[:200]

    def _field(self, name: str) -> Any:
        return self.fields[name]


def _published(actor: Actor) -> QuerySet[TemplateVersion]:
    return visible_versions(actor).filter(state=VersionState.PUBLISHED)


def _subjects(providers: QuerySet[Provider]) -> list[tuple[str, str]]:
    listed = [(str(provider.pk), provider.name) for provider in providers]
    return [("", _("Choose one")), (OURSELVES, _("Ourselves")), *listed]
