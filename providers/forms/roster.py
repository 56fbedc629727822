"""Forms of rosters: the file, and how it is to be read."""

from datetime import date
from typing import Any

from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from outsourcing.files.accepting import AcceptedFile, accepted
from outsourcing.files.kinds import CSV, TXT, XLSX
from outsourcing.files.refusals import FileRefused
from outsourcing.ui.layouts import beside, group, record_form
from providers.domain.rosters.dates import DateFormat
from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import ENCODINGS, Layout
from providers.models import Roster

LARGEST = 120_000_000
FIELD_LABELS = {
    Field.EMPLOYEE_ID: _("Employee id"),
    Field.START_DATE: _("Start date"),
    Field.END_DATE: _("End date"),
    Field.FUNCTION: _("Function"),
    Field.SITE: _("Site"),
    Field.EMPLOYMENT_TYPE: _("Employment type"),
    Field.LEAVING_TYPE: _("Reason of leaving"),
}
FIELD_HELP = {
    Field.EMPLOYEE_ID: _("A number or pseudonym; no names are needed"),
    Field.END_DATE: _("The last day worked; empty while somebody is there"),
    Field.LEAVING_TYPE: _("Such as resignation, dismissal or transfer"),
}
SEPARATOR_LABELS = ((",", _("comma")), (";", _("semicolon")), ("\t", _("tab")), ("|", _("bar")))
NO_COLUMN = ""


class RosterUploadForm(forms.Form):
    """A file, and the day it speaks of."""

    file = forms.FileField(
        label=_("Roster"),
        help_text=_("CSV or Excel (.xlsx), everybody employed in the last three years, leavers too"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
    as_of = forms.DateField(
        label=_("As of"),
        help_text=_("The day the list was made"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        today: date,
        cancel_url: str,
        as_of: date | None = None,
    ) -> None:
        super().__init__(data, files, initial={"as_of": min(as_of or today, today)})
        self.today = today
        self.accepted: AcceptedFile | None = None
        self.helper = record_form("file", "as_of", save=_("Upload"), cancel_url=cancel_url)

    def clean_as_of(self) -> date:
        """A list cannot be made tomorrow."""
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(_("This day lies in the future."))
        return as_of

    def clean_file(self) -> "UploadedFile[Any]":
        """Taken by its content, not by its name."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            self.accepted = accepted(upload, kinds=[CSV, TXT, XLSX], largest=LARGEST)
        except FileRefused as refused:
            raise forms.ValidationError(refused.reason) from refused
        return upload


class LayoutForm(forms.Form):
    """How a file is read: guessed, shown, and changeable in every part."""

    as_of = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}))
    date_format = forms.ChoiceField(
        label=_("Dates are written"), choices=[(form.name, str(form)) for form in DateFormat]
    )
    header_line = forms.IntegerField(label=_("Line of the headers"), min_value=1, max_value=2_000)
    encoding = forms.ChoiceField(label=_("Encoding"), required=False)
    separator = forms.ChoiceField(label=_("Separator"), required=False)
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        roster: Roster,
        layout: Layout,
        action_url: str,
        cancel_url: str,
        today: date,
    ) -> None:
        self.layout, self.today = layout, today
        preview = roster.preview or {}
        super().__init__(data, initial=_initial(layout, roster.as_of))
        self._offer(preview.get("sheets", []))
        self._offer_columns(preview.get("headers", []))
        reading = ("encoding", "separator") if not layout.sheet else ("sheet",)
        for name in {"encoding", "separator", "sheet"} - set(reading):
            del self.fields[name]
        names = [str(each) for each in FIELD_LABELS]
        self.helper = record_form(
            group(_("Columns"), beside(*names[:3]), beside(*names[3:5]), beside(*names[5:])),
            group(_("Reading"), beside("date_format", "as_of", "header_line"), beside(*reading)),
            Submit("again", _("Look again"), css_class="btn btn-outline-secondary"),
            save=_("Read it"),
            cancel_url=cancel_url,
        )
        self.helper.form_action = action_url

    def clean_as_of(self) -> date:
        """A list cannot be made tomorrow."""
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(_("This day lies in the future."))
        return as_of

    def clean(self) -> dict[str, Any]:
        """One column cannot be two things."""
        cleaned = super().clean() or {}
        chosen = [name for each in FIELD_LABELS if (name := cleaned.get(str(each)))]
        for each in FIELD_LABELS:
            name = cleaned.get(str(each))
            if name and chosen.count(name) > 1:
                self.add_error(str(each), _("This column is chosen twice."))
        return cleaned

    def chosen(self) -> Layout:
        """The layout that was chosen."""
        cleaned = self.cleaned_data
        return Layout(
            columns={each: cleaned[str(each)] for each in FIELD_LABELS if cleaned[str(each)]},
            date_format=DateFormat[cleaned["date_format"]],
            header_line=cleaned["header_line"],
            encoding=cleaned.get("encoding", ""),
            separator=cleaned.get("separator", ""),
            sheet=cleaned.get("sheet", ""),
        )

    @property
    def needs_another_look(self) -> bool:
        """Whether what was changed moves the columns, so that they have to be seen again."""
        chosen = self.chosen()
        parts = ("header_line", "encoding", "separator", "sheet")
        return "again" in self.data or any(
            getattr(chosen, part) != getattr(self.layout, part) for part in parts
        )

    def _offer(self, sheets: list[str]) -> None:
        choices = {
            "encoding": [(name, name) for name in ENCODINGS],
            "separator": SEPARATOR_LABELS,
            "sheet": [(name, name) for name in sheets],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def _offer_columns(self, headers: list[str]) -> None:
        for each, label in FIELD_LABELS.items():
            self.fields[str(each)] = forms.ChoiceField(
                label=label,
                help_text=FIELD_HELP.get(each, ""),
                required=each in (Field.EMPLOYEE_ID, Field.START_DATE),
                choices=[(NO_COLUMN, _("not in this file")), *((name, name) for name in headers)],
                error_messages={"required": _("Without this nothing can be counted.")},
            )


def _initial(layout: Layout, as_of: date) -> dict[str, object]:
    columns = {str(each): name for each, name in layout.columns.items()}
    return {
        **columns,
        "as_of": as_of,
        "date_format": layout.date_format.name,
        "header_line": layout.header_line,
        "encoding": layout.encoding,
        "separator": layout.separator,
        "sheet": layout.sheet,
    }
