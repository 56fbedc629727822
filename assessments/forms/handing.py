"""The small forms of an assessment's page: who answers, who reads, and why something is taken back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.domain.questionnaire import Side
from assessments.models import Capability
from assessments.models.response import SIDE_LABELS
from outsourcing.accounts.models import User
from outsourcing.ui.layouts import part_form


class PersonForm(forms.Form):
    """Somebody who works here."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.filter(is_active=True).order_by("name"),
        empty_label=_("Choose somebody"),
    )


class GrantForm(PersonForm):
    """Hands the whole assessment to somebody, for reading, answering or managing."""

    capability = forms.ChoiceField(label=_("May"), choices=Capability.choices, initial=Capability.ANSWER)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.helper = part_form("person", "capability")


class ReviewerForm(PersonForm):
    """Chooses who accepts or returns the assessment."""

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, auto_id="id_reviewer_%s", **options)
        self.fields["person"].help_text = _("Who answers does not approve: choose somebody else")
        self.helper = part_form("person")


class RaterForm(PersonForm):
    """Adds one more person who answers alone on a side."""

    side = forms.ChoiceField(label=_("On the side of"))

    def __init__(self, data: QueryDict | None = None, *, sides: Collection[Side], **options: Any) -> None:
        super().__init__(data, **options)
        side: Any = self.fields["side"]
        side.choices = [(str(each), SIDE_LABELS[each]) for each in Side if each in sides]
        self.helper = part_form("person", "side")


class ReasonForm(forms.Form):
    """Why something is reopened or cancelled; kept with it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the assessment, for everybody who reads it"),
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.helper = part_form("reason")
