"""How each database is written to a file and read back from one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import Inventory, Manifest
from outsourcing.operation.engines import postgresql, sqlite


@dataclass(frozen=True)
class Engine:
    """What backup and restore ask of a database."""

    member: str
    compress: bool
    version: Callable[[], str]
    dump: Callable[[Path], Inventory]
    require_fit: Callable[[Manifest], None]
    load: Callable[[Path], None]


ENGINES: Mapping[str, Engine] = {
    "sqlite": Engine(
        member="database.sqlite3",
        compress=True,
        version=sqlite.version,
        dump=sqlite.dump,
        require_fit=sqlite.require_fit,
        load=sqlite.load,
    ),
    "postgresql": Engine(
        member="database.dump",
        compress=False,
        version=postgresql.version,
        dump=postgresql.dump,
        require_fit=postgresql.require_fit,
        load=postgresql.load,
    ),
}


def engine_of(vendor: str) -> Engine:
    """The engine of this kind of database."""
    if vendor not in ENGINES:
        raise OperationError(f"Parity cannot back up {vendor}. Nothing was done. Use its own tools.")
    return ENGINES[vendor]
