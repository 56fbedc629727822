"""Puts a backup back: checked whole before anything is touched, compared with its manifest afterwards."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from outsourcing.actors import SYSTEM
from outsourcing.audit.actions import record
from outsourcing.audit.models import AuditEvent
from outsourcing.operation.backup import FILES, files_folder
from outsourcing.operation.domain.archive import Archive, read_archive, sha256_of
from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import Manifest, manifest_to_json, version_key
from outsourcing.operation.engines import engine_of
from outsourcing.operation.inventory import is_in_use, take_inventory
from outsourcing.operation.product import product_version
from outsourcing.operation.settling import bring_up_to_date, verify_all

Say = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    path: Path
    may_replace: bool


def restore_backup(order: Order, say: Say) -> Manifest:
    """Check, replace, compare, bring up to date, verify; each step refuses in words."""
    with read_archive(order.path) as archive:
        _require_fit(archive.manifest)
        archive.check()
        _require_leave(may_replace=order.may_replace)
        say(f"The backup of {archive.manifest.made_at} is whole.")
        _load(archive)
        manifest = archive.manifest
    _require_equal(manifest)
    say(f"Restored {manifest.inventory.rows} rows; every table and the head of the trail are as saved.")
    bring_up_to_date()
    verify_all(say)
    # A session that was ended after the backup must not live again.
    Session.objects.all().delete()
    _tell(manifest)
    return manifest


def _tell(manifest: Manifest) -> None:
    """The trail itself says that it was put back, and from what: whoever holds the archive can compare."""
    with transaction.atomic():
        record(
            by=SYSTEM,
            action="backup.restored",
            on=AuditEvent(pk=manifest.inventory.chain_length),
            digest={
                "made_at": manifest.made_at,
                "product": manifest.product,
                "rows": manifest.inventory.rows,
                "chain_length": manifest.inventory.chain_length,
                "chain_head": manifest.inventory.chain_head,
                "manifest": sha256(manifest_to_json(manifest).encode()).hexdigest(),
            },
        )


def _require_fit(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise OperationError(
            f"This backup is of {manifest.vendor}, and the configured database is {connection.vendor}. "
            f"Nothing was changed. Restore it into {manifest.vendor}, then use `manage.py move_database`.",
        )
    if version_key(manifest.product) > version_key(product_version()):
        raise OperationError(
            f"This backup was made by Parity {manifest.product}, and this is {product_version()}. Nothing "
            "was changed. Restore it with that version or a newer one.",
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.inventory.migrations) - known):
        raise OperationError(
            f"This backup holds tables of a newer Parity ({', '.join(unknown)}). Nothing was changed. "
            "Restore it with the version that made it, or a newer one.",
        )
    engine_of(connection.vendor).require_fit(manifest)


def _require_leave(*, may_replace: bool) -> None:
    if may_replace:
        return
    try:
        in_use = is_in_use()
    except DatabaseError:
        in_use = True
    if in_use:
        raise OperationError(
            "The configured database is not empty. Nothing was changed. Back it up, stop the product, and "
            "add --yes to replace all of it.",
        )


def _load(archive: Archive) -> None:
    """Files first: no row may ever name a file that is not there yet."""
    engine = engine_of(connection.vendor)
    places = archive.below(FILES)
    _require_same_files(archive, places)
    for name, place in places.items():
        _put(archive, name, files_folder() / place)
    with TemporaryDirectory(prefix="parity-restore-", dir=_roomy_folder(archive)) as folder:
        dumped = Path(folder) / engine.member
        archive.extract(engine.member, dumped)
        engine.load(dumped)


def _require_same_files(archive: Archive, places: Mapping[str, Path]) -> None:
    for name, place in places.items():
        path = files_folder() / place
        if path.exists() and sha256_of(path) != archive.manifest.members[name].sha256:
            raise OperationError(
                f"{path} exists and is another file than the one saved. Nothing was changed. Move it away.",
            )


def _put(archive: Archive, name: str, target: Path) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.unlink(missing_ok=True)
    archive.extract(name, unfinished)
    os.replace(unfinished, target)


def _roomy_folder(archive: Archive) -> Path | None:
    """Beside the archive, on a disk that held it; elsewhere only where nobody may write there."""
    beside = Path(archive.bundle.filename or ".").resolve().parent
    return beside if os.access(beside, os.W_OK) else None


def _require_equal(manifest: Manifest) -> None:
    differences = manifest.inventory.differences(take_inventory(connection))
    if differences:
        raise OperationError(
            "What was restored is not what was saved:\n"
            + "\n".join(differences)
            + "\nStop whatever writes to "
            "the database, and restore again.",
        )
