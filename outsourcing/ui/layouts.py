"""Crispy helpers, so that every form that edits a record looks and behaves the same."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from outsourcing.ui.registry import Text

SAVE = _("Save")
# crispy carries no types; a part is a field's name or one of its layout objects.
LayoutPart = str | Any


def record_form(*parts: LayoutPart, save: Text = SAVE, cancel_url: str = "") -> FormHelper:
    """A form that edits one record: faults are named on top, what was typed stays, buttons at the end."""
    helper = FormHelper()
    helper.form_class = "record-form"
    # The browser's own bubbles speak its language, not ours, and only one at a time.
    helper.attrs = {"novalidate": ""}
    helper.layout = Layout(*parts, buttons(save=save, cancel_url=cancel_url))
    return helper


def part_form(*parts: LayoutPart) -> FormHelper:
    """Fields without a form around them, for pages that write their own."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts)
    return helper


def group(legend: Text, *parts: LayoutPart) -> Fieldset:
    """Fields that belong together, under one heading."""
    return Fieldset(legend, *parts)


def beside(*fields: str) -> Div:
    """Fields next to each other on wide screens, below each other on narrow ones."""
    width = f"col-md-{12 // max(1, len(fields))}"
    return Div(*(Div(field, css_class=width) for field in fields), css_class="row gx-3")


def buttons(*, save: Text, cancel_url: str = "") -> Div:
    """The end of a form: save, and a way out that changes nothing."""
    parts: list[LayoutPart] = [Submit("save", save, css_class="btn btn-primary")]
    if cancel_url:
        parts.append(HTML(format_html('<a class="btn btn-quiet" href="{}">{}</a>', cancel_url, _("Cancel"))))
    return Div(*parts, css_class="form-end")


def filter_form(fields: Sequence[str]) -> FormHelper:
    """The filters of a list: sent with GET, so that the address is the view."""
    helper = FormHelper()
    helper.form_method = "get"
    helper.disable_csrf = True
    helper.form_class = "filters"
    submit = Submit("", _("Filter"), css_class="btn btn-primary")
    cells = [Div(field, css_class="filter") for field in fields]
    helper.layout = Layout(*cells, Div(submit, css_class="filter-actions"))
    return helper
