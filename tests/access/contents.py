"""Everything the database says, in a form in which two outcomes of the same form can be compared."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.db.models.fields.json import JSONField

OURS = {"accounts", "audit", "jobs", "providers", "assessments", "selection"}
# Chance: salts, and what depends on them.
CHANCE = {"salt", "password", "digest", "receipt"}
EVIL = "https://evil.example/"
REDIRECTS = ("next", "back", "return_to", "redirect_to", "url")

Contents = Mapping[str, list[dict[str, str]]]


def our_models() -> list[type[Model]]:
    """The models of the product."""
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def contents() -> Contents:
    """Every row of every model, without chance, and without the numbers of new rows."""
    return {model._meta.label: list(_rows(model)) for model in our_models()}


def unasked_fields(asked: Mapping[str, object]) -> dict[str, object]:
    """A value for every column there is, under its own name, except for what the form asks for."""
    fields = {field.name: field for model in our_models() for field in model._meta.concrete_fields}
    named = {name: _value(field) for name, field in fields.items()}
    keys = {field.attname: named[name] for name, field in fields.items()}
    lists = {
        "roles": "1",
        "permissions": "manage_users",
        "is_superuser": "on",
        "is_staff": "on",
        "members": "1",
    }
    more = {**named, **keys, **lists, **dict.fromkeys(REDIRECTS, EVIL)}
    return {name: value for name, value in more.items() if name not in asked}


def _rows(model: type[Model]) -> Iterator[dict[str, str]]:
    known = [field for field in model._meta.concrete_fields if field.name not in {*CHANCE, "id"}]
    for row in model._base_manager.order_by("pk"):
        yield {field.name: _said(row, field) for field in known}


def _said(row: Model, field: "Field[object, object]") -> str:
    value = getattr(row, field.attname)
    return str(type(value)) if isinstance(value, datetime) else str(value)


def _value(field: "Field[object, object]") -> object:
    if isinstance(field, ForeignKey):
        last = field.related_model._base_manager.order_by("pk").last()
        return last.pk if last else 1
    if field.choices:
        return list(dict(field.flatchoices))[-1]
    if isinstance(field, JSONField):
        return '["manage_users"]'
    kinds: dict[str, object] = {
        "BooleanField": "on",
        "DateField": str(date(2001, 1, 1)),
        "DateTimeField": "2001-01-01 10:00",
        "EmailField": "evil@example.test",
        "CharField": "planted",
        "TextField": "planted",
        "URLField": EVIL,
    }
    return kinds.get(field.get_internal_type(), 77)
