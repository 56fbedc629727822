"""What a backup says of itself: read first, and compared with what was restored last."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from outsourcing.operation.domain.digest import TableState
from outsourcing.operation.domain.faults import OperationError

FORMAT = 1


@dataclass(frozen=True)
class Member:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Inventory:
    """What a database holds: schema, trail and rows."""

    migrations: tuple[str, ...]
    chain_length: int
    chain_head: str
    tables: Mapping[str, TableState]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(table.rows for table in self.tables.values())

    def differences(self, other: "Inventory") -> list[str]:
        """Where the other one holds something else, in words."""
        found = [
            f"Table {name}: {_said(self.tables.get(name))} here, {_said(other.tables.get(name))} there."
            for name in sorted({*self.tables, *other.tables})
            if self.tables.get(name) != other.tables.get(name)
        ]
        if (self.chain_length, self.chain_head) != (other.chain_length, other.chain_head):
            found.append(f"The trail ends at {self.chain_length} here, at {other.chain_length} there.")
        if set(self.migrations) != set(other.migrations):
            found.append("The migrations that were applied differ.")
        return found


@dataclass(frozen=True)
class Manifest:
    """The whole of it."""

    format: int
    product: str
    made_at: str
    vendor: str
    server: str
    inventory: Inventory
    members: Mapping[str, Member]


def manifest_to_json(manifest: Manifest) -> str:
    """Readable text, so that a person can look into a backup as well."""
    return json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n"


def manifest_from_json(text: str | bytes) -> Manifest:
    """Read it back; a newer format is refused before anything else is believed."""
    try:
        data = json.loads(text)
        if int(data["format"]) > FORMAT:
            raise OperationError(
                f"This backup has format {data['format']}, and this Parity reads up to {FORMAT}. "
                "Nothing was changed. Restore it with the version that made it, or a newer one.",
            )
        return _manifest(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OperationError(
            "The manifest of this backup cannot be read. Nothing was changed. Use another backup.",
        ) from error


def version_key(version: str) -> tuple[int, ...]:
    """Versions in their order: 0.9.0 before 0.10.0."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _manifest(data: Mapping[str, object]) -> Manifest:
    return Manifest(
        format=int(str(data["format"])),
        product=str(data["product"]),
        made_at=str(data["made_at"]),
        vendor=str(data["vendor"]),
        server=str(data["server"]),
        inventory=_inventory(_mapping(data["inventory"])),
        members={
            name: Member(size=int(str(_mapping(member)["size"])), sha256=str(_mapping(member)["sha256"]))
            for name, member in _mapping(data["members"]).items()
        },
    )


def _inventory(data: Mapping[str, object]) -> Inventory:
    migrations = data["migrations"]
    if not isinstance(migrations, list):
        raise TypeError("migrations")
    return Inventory(
        migrations=tuple(str(migration) for migration in migrations),
        chain_length=int(str(data["chain_length"])),
        chain_head=str(data["chain_head"]),
        tables={
            name: TableState(rows=int(str(_mapping(table)["rows"])), digest=str(_mapping(table)["digest"]))
            for name, table in _mapping(data["tables"]).items()
        },
    )


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _said(table: TableState | None) -> str:
    return f"{table.rows} rows ({table.digest[:12]})" if table else "missing"
