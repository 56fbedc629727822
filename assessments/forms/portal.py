"""The forms around the portal: asking the provider's people, handing on, releasing, commenting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.models import LONGEST_COMMENT, Section
from outsourcing.ui.layouts import beside, part_form
from providers.models import Contact

MOST_DAYS = 90
LONGEST_NOTE = 2000


class DaysForm(forms.Form):
    """How long a link waits for its first use."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST_DAYS)


class NoteForm(forms.Form):
    """A note to whoever is asked, and the sections they are asked for."""

    note = forms.CharField(
        label=_("Note to them"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the mail and on their first page"),
    )
    sections = forms.ModelMultipleChoiceField(
        label=_("Sections"),
        queryset=Section.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all of it, with the right to hand in"),
    )

    def __init__(self, data: QueryDict | None = None, *, sections: QuerySet[Section], **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["sections"]
        field.queryset = sections
        field.label_from_instance = lambda section: section.title


class AskForm(NoteForm, DaysForm):
    """Somebody on the provider's list, or somebody new."""

    contact = forms.ModelChoiceField(
        label=_("Contact"), queryset=Contact.objects.none(), required=False, empty_label=_("Somebody new")
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        contacts: QuerySet[Contact],
        sections: QuerySet[Section],
        **options: Any,
    ) -> None:
        super().__init__(data, sections=sections, **options)
        field: Any = self.fields["contact"]
        field.queryset = contacts
        field.label_from_instance = lambda contact: f"{contact.name} · {contact.email}"
        self.fields["days"].label = _("The link waits, in days")
        self.helper = part_form("contact", beside("name", "email"), "note", "sections", "days")

    def clean(self) -> dict[str, Any]:
        """One or the other is said."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("contact") and not self.errors:
            for name in ("name", "email"):
                if not given.get(name):
                    self.add_error(name, _("Needed for somebody who is not on the list yet."))
        return given


class HandOnForm(NoteForm):
    """A colleague, by name and address."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))

    def __init__(self, data: QueryDict | None = None, *, sections: QuerySet[Section], **options: Any) -> None:
        super().__init__(data, sections=sections, **options)
        self.helper = part_form(beside("name", "email"), "note", "sections")


class ReleaseForm(forms.Form):
    """What of the results the provider is shown."""

    with_answers = forms.BooleanField(
        label=_("Also show the answers about them, question by question"),
        required=False,
        initial=True,
        help_text=_("Never names, notes, weights, ranks or other providers"),
    )
    message = forms.CharField(
        label=_("Message to the provider"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    helper = part_form("message", "with_answers")


class CommentForm(forms.Form):
    """What one of the provider's people says about results."""

    text = forms.CharField(
        label=_("Your comment"), max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 3})
    )
    question = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
