"""Migrations of a house in use go one step back and forward again, and keep what the step does not touch."""

import json

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.operation.houses import House

OURS = ("accounts", "assessments", "audit", "jobs", "providers", "selection")
# Back and forward in one process: starting one takes longer than the migrations themselves.
STEP = """
import json, sys
from django.core.management import call_command
from django.db import connection
from outsourcing.audit import triggers
from outsourcing.operation.inventory import take_inventory
def rows():
    return {name: [table.rows, table.digest] for name, table in take_inventory(connection).tables.items()}
def refusals():
    catalogue = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {catalogue}")
        return sorted(set(triggers.registered()) - {name for name, in cursor.fetchall()})
before = rows()
call_command("migrate", APP, TARGET, verbosity=0)
between = rows()
call_command("migrate", verbosity=0)
print(json.dumps({"before": before, "between": between, "after": rows(), "refusals missing": refusals()}))
"""
# Every migration writes here, and the list of permissions follows the tables.
CHANGING = {"django_migrations", "auth_permission", "django_content_type"}


def newest(app: str) -> tuple[str, str]:
    """The newest migration of an app, and the one to go back to."""
    loader = MigrationLoader(None)
    (leaf,) = loader.graph.leaf_nodes(app)
    earlier = [parent for parent in loader.graph.node_map[leaf].parents if parent.key[0] == app]
    return leaf[1], earlier[0].key[1] if earlier else "zero"


@pytest.mark.parametrize("app", OURS)
def test_the_newest_migration_goes_back_and_forward_and_keeps_what_it_does_not_touch(
    app: str, house: House
) -> None:
    _, target = newest(app)

    told = json.loads(house.python(f"APP, TARGET = {app!r}, {target!r}\n{STEP}").splitlines()[-1])

    before, between, after = told["before"], told["between"], told["after"]
    stayed = (before.keys() & between.keys()) - CHANGING
    touched = {name for name in stayed if between[name] != before[name]}
    assert after.keys() == before.keys()
    assert {name: after[name] for name in stayed - touched} == {
        name: before[name] for name in stayed - touched
    }
    assert {name: after[name][0] for name in touched} == {name: before[name][0] for name in touched}
    assert len(stayed - touched) > 5
    assert told["refusals missing"] == []
