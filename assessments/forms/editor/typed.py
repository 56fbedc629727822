"""What was typed into a form that is shown once more before it is checked."""

from typing import Any

from django import forms
from django.http import QueryDict


def typed_into(form: type[forms.Form] | forms.Form, data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """The values typed, as initial values: shown again, and not complained about."""
    fields = form.fields if isinstance(form, forms.Form) else form.base_fields
    return {
        name: _typed(field, data, f"{prefix}-{name}" if prefix else name) for name, field in fields.items()
    }


def _typed(field: forms.Field, data: QueryDict, name: str) -> object:
    if isinstance(field, forms.BooleanField):
        return name in data
    if isinstance(field, forms.MultipleChoiceField):
        return data.getlist(name)
    return data.get(name)


def rows_in(data: QueryDict, prefix: str, field: str, most: int) -> int:
    """How many numbered rows, such as `option_1_label`, hold something."""
    filled = [place for place in range(1, most + 1) if data.get(f"{prefix}_{place}_{field}", "").strip()]
    return max(filled, default=0)
