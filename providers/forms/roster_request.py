"""Forms of asking for a roster, declining to hand one over, and asking no more."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor
from outsourcing.ui.layouts import beside, record_form
from providers.actions.roster_requests import RosterWish
from providers.domain.rosters.quarters import last_quarter_end
from providers.models import Contact, Provider
from providers.queries.roster_requests import people_to_ask

USUAL_WAIT = timedelta(days=21)
FARTHEST = timedelta(days=400)


class AskForRosterForm(forms.Form):
    """A list as of which day, by when, of whom, and whether the next quarter follows by itself."""

    as_of = forms.DateField(
        label=_("As of"),
        help_text=_("The end of a quarter, so that rosters can be compared"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    due_on = forms.DateField(label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    contacts = forms.ModelMultipleChoiceField(
        label=_("Whom do you ask?"),
        queryset=Contact.objects.none(),
        help_text=_("Each of them can upload it in the portal; who was not there yet is invited"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    note = forms.CharField(
        label=_("Note to them"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you need it for, and whom they may ask"),
    )
    every_quarter = forms.BooleanField(
        label=_("Ask again every quarter"),
        required=False,
        help_text=_("The next request opens by itself at the end of the next quarter"),
    )

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        provider: Provider,
        actor: Actor,
        today: date,
        cancel_url: str,
    ) -> None:
        super().__init__(data, initial={"as_of": last_quarter_end(today), "due_on": today + USUAL_WAIT})
        self.today = today
        people = cast("forms.ModelMultipleChoiceField[Contact]", self.fields["contacts"])
        people.queryset = people_to_ask(actor, provider)
        self.helper = record_form(
            beside("as_of", "due_on"),
            "contacts",
            "note",
            "every_quarter",
            save=_("Ask for it"),
            cancel_url=cancel_url,
        )

    def clean(self) -> dict[str, Any]:
        """A day that has come or comes soon, and time to answer."""
        cleaned = super().clean() or {}
        as_of, due_on = cleaned.get("as_of"), cleaned.get("due_on")
        if as_of and abs(as_of - self.today) > FARTHEST:
            self.add_error("as_of", _("Choose a day within about a year of today."))
        if due_on and not self.today <= due_on <= self.today + FARTHEST:
            self.add_error("due_on", _("Choose a day from today on, within about a year."))
        elif as_of and due_on and due_on < as_of:
            self.add_error("due_on", _("It is due before the day that it speaks of."))
        return cleaned

    def wish(self) -> RosterWish:
        """What was typed, as the action takes it."""
        cleaned = self.cleaned_data
        return RosterWish(
            as_of=cleaned["as_of"],
            due_on=cleaned["due_on"],
            contacts=list(cleaned["contacts"]),
            note=cleaned["note"],
            every_quarter=cleaned["every_quarter"],
        )


class DeclineRosterForm(forms.Form):
    """Why the list is not handed over."""

    reason = forms.CharField(
        label=_("Why do you not hand it over?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever asks reads this in your words"),
        error_messages={"required": _("Say why; without a reason nothing is declined.")},
    )

    def __init__(self, data: MultiValueDict[str, str] | None = None, *, cancel_url: str = "") -> None:
        super().__init__(data)
        self.helper = record_form("reason", save=_("Decline to hand it over"), cancel_url=cancel_url)


class StopAskingForm(forms.Form):
    """Why a request is taken back."""

    reason = forms.CharField(label=_("Why do you take it back?"), max_length=300)

    def __init__(self, data: MultiValueDict[str, str] | None = None, *, cancel_url: str = "") -> None:
        super().__init__(data)
        self.helper = record_form("reason", save=_("Take the request back"), cancel_url=cancel_url)
