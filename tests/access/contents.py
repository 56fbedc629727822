"""Everything the database says, in a form in which two outcomes of the same form can be compared."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.db.models.fields.json import JSONField

OURS = {"accounts", "audit", "jobs", "providers", "assessments", "selection"}
# Chance: salts, numbers of new rows, and what depends on them.
CHANCE = {"token_hash", "salt", "password", "digest", "receipt", "object_id"}
CHANCE_OF = {
    "jobs.OwedWork": {"key", "token"},
    "assessments.Document": {"key"},
    "providers.Roster": {"file_key"},
}
EVIL = "https://evil.example/"
REDIRECTS = ("next", "back", "return_to", "redirect_to", "url")

Contents = Mapping[str, list[dict[str, str]]]
Places = Mapping[type[Model], Mapping[object, int]]


def our_models() -> list[type[Model]]:
    """The models of the product."""
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def contents() -> Contents:
    """Every row of every model, without chance; rows are named by their place, not by their number."""
    places = {model: _places(model) for model in our_models()}
    return {model._meta.label: list(_rows(model, places)) for model in our_models()}


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


def _places(model: type[Model]) -> Mapping[object, int]:
    numbers = model._base_manager.order_by("pk").values_list("pk", flat=True)
    return {number: place for place, number in enumerate(numbers)}


def _rows(model: type[Model], places: Places) -> Iterator[dict[str, str]]:
    unknown = {*CHANCE, *CHANCE_OF.get(model._meta.label, ()), "id"}
    known = [field for field in model._meta.concrete_fields if field.name not in unknown]
    for row in model._base_manager.order_by("pk"):
        yield {field.name: _said(row, field, places) for field in known}


def _said(row: Model, field: "Field[object, object]", places: Places) -> str:
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey) and value is not None:
        return str(places.get(field.related_model, {}).get(value, value))
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
