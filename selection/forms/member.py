"""Who is to work on a project, and as what."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row, Submit
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.models import User
from selection.models import MemberRole


class MemberForm(forms.Form):
    """A person and a role."""

    user = forms.ModelChoiceField(
        queryset=User.objects.none(), label=_("Person"), empty_label=_("Choose a person")
    )
    role = forms.ChoiceField(choices=MemberRole.choices, initial=MemberRole.EVALUATOR, label=_("As"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "user",
            Row(
                Column("role", css_class="col"),
                Column(Submit("add", _("Add")), css_class="col-auto align-self-end mb-3"),
            ),
        )
