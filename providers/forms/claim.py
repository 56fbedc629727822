"""Forms of claims of attrition."""

from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.layouts import beside, record_form
from providers.domain.claims import ClaimFacts


class ClaimForm(forms.Form):
    """What the provider says of its attrition, and by which definition."""

    percent = forms.FloatField(
        label=_("Attrition a year, in percent"), min_value=0, max_value=500, help_text=_("Such as 9 or 12.5")
    )
    after = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Up to"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(
        label=_("Where was it said?"), max_length=300, help_text=_("Such as their bid, page 12, or the visit")
    )
    voluntary_only = forms.BooleanField(label=_("Only voluntary leavers are counted"), required=False)
    numerator = forms.CharField(label=_("Who counts as a leaver?"), max_length=300, required=False)
    denominator = forms.CharField(label=_("What are they divided by?"), max_length=300, required=False)
    scope = forms.CharField(label=_("Whom does it cover?"), max_length=300, required=False)
    exclusions = forms.CharField(label=_("Who is left out?"), max_length=300, required=False)
    headcount_before = forms.IntegerField(
        label=_("Headcount at the beginning"), min_value=0, max_value=10_000_000, required=False
    )
    headcount_after = forms.IntegerField(
        label=_("Headcount at the end"), min_value=0, max_value=10_000_000, required=False
    )

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        period: tuple[date, date],
        cancel_url: str,
    ) -> None:
        super().__init__(data, initial={"after": period[0], "until": period[1]})
        self.helper = record_form(
            beside("percent", "after", "until"),
            "source",
            "voluntary_only",
            beside("numerator", "denominator"),
            beside("scope", "exclusions"),
            beside("headcount_before", "headcount_after"),
            save=_("Record the claim"),
            cancel_url=cancel_url,
        )

    def clean(self) -> dict[str, Any]:
        """A period has an end after its beginning."""
        cleaned = super().clean() or {}
        after, until = cleaned.get("after"), cleaned.get("until")
        if after and until and after >= until:
            self.add_error("until", _("The period ends before it begins."))
        return cleaned

    def facts(self) -> ClaimFacts:
        """What was typed, as the action takes it."""
        cleaned = {**self.cleaned_data}
        return ClaimFacts(rate=cleaned.pop("percent") / 100, **cleaned)


class WithdrawClaimForm(forms.Form):
    """Why a claim is no longer used."""

    reason = forms.CharField(label=_("Why is it withdrawn?"), max_length=300)

    def __init__(self, data: MultiValueDict[str, str] | None = None, *, cancel_url: str = "") -> None:
        super().__init__(data)
        self.helper = record_form("reason", save=_("Withdraw the claim"), cancel_url=cancel_url)
