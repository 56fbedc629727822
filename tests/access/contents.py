"""Everything the database says, in a form in which two outcomes of the same form can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField, Field, ForeignKey, Model
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
Row = Mapping[str, object]
Places = Mapping[type[Model], Mapping[object, int]]


def our_models() -> list[type[Model]]:
    """The models of the product."""
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def contents() -> Contents:
    """Every row of every model, without chance; rows are named by their place, not by their number."""
    # Asked in plain SQL: the ORM takes longer to ask than the database to answer, many hundred times.
    tables = {model: _table(model) for model in our_models()}
    places = {model: _places(model, rows) for model, rows in tables.items()}
    return {model._meta.label: list(_rows(model, rows, places)) for model, rows in tables.items()}


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


def _table(model: type[Model]) -> list[Row]:
    columns = [str(field.column) for field in model._meta.concrete_fields]
    asked = ", ".join(map(connection.ops.quote_name, columns))
    names = map(connection.ops.quote_name, (model._meta.db_table, _key(model)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT {} FROM {} ORDER BY {}".format(asked, *names))  # noqa: S608
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _key(model: type[Model]) -> str:
    assert model._meta.pk
    return str(model._meta.pk.column)


def _places(model: type[Model], rows: Sequence[Row]) -> Mapping[object, int]:
    return {row[_key(model)]: place for place, row in enumerate(rows)}


def _rows(model: type[Model], rows: Sequence[Row], places: Places) -> Iterator[dict[str, str]]:
    unknown = {*CHANCE, *CHANCE_OF.get(model._meta.label, ()), "id"}
    known = [field for field in model._meta.concrete_fields if field.name not in unknown]
    for row in rows:
        yield {field.name: _said(row[str(field.column)], field, places) for field in known}


def _said(value: object, field: "Field[object, object]", places: Places) -> str:
    if isinstance(field, ForeignKey) and value is not None:
        return str(places.get(field.related_model, {}).get(value, value))
    return "a moment" if isinstance(field, DateTimeField) and value is not None else str(value)


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
