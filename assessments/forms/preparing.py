"""The forms of preparations: how their list is narrowed, and what people make of one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from assessments.actions.preparing import Proof
from assessments.actions.preparing.settling import LONGEST_LINK, LONGEST_NOTE, LONGEST_REASON
from assessments.domain.preparing import Doer, PreparationState
from assessments.forms.proof import ENDINGS, accepted_or_refused, file_help
from assessments.models import DOER_LABELS, PREPARATION_LABELS, STAGE_LABELS, Preparation
from assessments.queries.preparation_owners import Owner
from outsourcing.files.accepting import AcceptedFile
from outsourcing.ui.layouts import beside, part_form

MINE, OVERDUE = "mine", "overdue"
# Named as on the lines that they filter; the table of a checklist speaks of sponsors and providers.
WHO = [
    ("", _("Everybody's")),
    (MINE, _("Mine")),
    (str(Doer.SPONSOR), _("Our side")),
    (str(Doer.PROVIDER), _("The provider")),
    (str(Doer.BOTH), DOER_LABELS[Doer.BOTH]),
]
STATES = [
    ("", _("All that is asked for")),
    (OVERDUE, _("Overdue")),
    *((str(key), words) for key, words in PREPARATION_LABELS.items()),
]
BEFORE = [("", _("Any gate")), *((str(key), words) for key, words in STAGE_LABELS.items())]
LATEST = timedelta(days=730)


class PreparationFilterForm(forms.Form):
    """Whose, how far, and before what; what makes no sense is left aside."""

    who = forms.ChoiceField(label=_("Whose"), choices=WHO, required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    before = forms.ChoiceField(label=_("Before which gate"), choices=BEFORE, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return any(self.cleaned_data.values())

    def keeps(self, row: Preparation, *, mine: bool, today: date) -> bool:
        """Whether this one is asked for."""
        who, state, before = (self.cleaned_data.get(name, "") for name in ("who", "state", "before"))
        return (
            (not who or (mine if who == MINE else row.side in (who, Doer.BOTH)))
            and _is_in(row, state, today)
            and before in ("", row.before)
        )


class DoneForm(forms.Form):
    """Says that it is done, and what shows it."""

    note = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=LONGEST_LINK, assume_scheme="https")
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )

    def __init__(self, *data: Any, **options: Any) -> None:
        super().__init__(*data, **options)
        self.fields["file"].help_text = file_help()
        self.helper = part_form("note", beside("link", "file"))

    def clean_file(self) -> AcceptedFile | None:
        """Look at what was sent."""
        return accepted_or_refused(self.cleaned_data["file"])

    def proof(self) -> Proof:
        """What was given, once it is valid."""
        given = self.cleaned_data
        return Proof(note=given["note"], link=given["link"], file=given["file"])


class NotNeededForm(forms.Form):
    """Why it is not needed here; kept with it."""

    reason = forms.CharField(
        label=_("Why is it not needed?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why it is not needed; the reason is kept.")},
    )

    def __init__(self, *data: Any, **options: Any) -> None:
        super().__init__(*data, **options)
        self.helper = part_form("reason")


class OwnerForm(forms.Form):
    """Who sees to it, and until when."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, *data: Any, owners: Sequence[tuple[str, Sequence[Owner]]], today: date, **options: Any
    ) -> None:
        super().__init__(*data, **options)
        self.today = today
        groups = [(side, [(owner.key, owner.name) for owner in people]) for side, people in owners if people]
        field: Any = self.fields["owner"]
        field.choices = [("", now_said("Nobody yet")), *groups]
        self.fields["owner"].help_text = now_said(
            "Is reminded of it, and may read this assessment from then on."
        )
        self.helper = part_form(beside("owner", "due_on"))

    def clean_due_on(self) -> date:
        """A day that people can plan for; one that has passed may stay while the owner changes."""
        due: date = self.cleaned_data["due_on"]
        if due == self.initial.get("due_on"):
            return due
        if not self.today <= due <= self.today + LATEST:
            raise forms.ValidationError(now_said("Give a day from today to two years ahead."))
        return due


def _is_in(row: Preparation, state: str, today: date) -> bool:
    if state == OVERDUE:
        return row.state == PreparationState.OPEN and row.due_on < today
    return row.state == state if state else row.state != PreparationState.RETIRED
