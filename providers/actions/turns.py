"""How two people who edit one thing take turns: the second one is told, and nothing is overwritten unseen."""

from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import F

from outsourcing.actors import Actor
from providers.domain.facts import ContactFacts, ProviderFacts, SiteFacts
from providers.models import Versioned

Row = TypeVar("Row", bound=Versioned)
Facts = ProviderFacts | ContactFacts | SiteFacts


class StaleError(Exception):
    """Somebody else saved since this was read."""


def fresh(*, by: Actor, now: datetime) -> dict[str, Any]:
    """The stamps of a new row."""
    return {"created_at": now, "changed_at": now, "changed_by": by.name}


def take_turn(row: Row, *, expected: int, by: Actor, now: datetime) -> None:
    """Raise the version if it is the expected one, in one statement: only one of two savers passes."""
    manager: models.Manager[Row] = type(row)._base_manager
    taken = manager.filter(pk=row.pk, row_version=expected).update(
        row_version=F("row_version") + 1, changed_at=now, changed_by=by.name
    )
    if not taken:
        raise StaleError
    row.row_version, row.changed_at, row.changed_by = expected + 1, now, by.name


def differing(row: Versioned, facts: Facts) -> list[str]:
    """The names of the columns in which the row differs from the facts."""
    columns = (field.name for field in fields(facts) if field.name != "services")
    return [name for name in columns if getattr(row, name) != getattr(facts, name)]


def take_over(row: Versioned, facts: Facts, names: list[str]) -> None:
    """Give the row what the facts say in these columns."""
    for name in names:
        setattr(row, name, getattr(facts, name))
