"""Makes one archive of the database and the uploaded files while the product is in use."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from outsourcing.operation.domain.archive import ArchiveWriter, write_archive
from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import FORMAT, Manifest
from outsourcing.operation.engines import engine_of
from outsourcing.operation.product import product_version

FILES = "files/"
# A file system says EFBIG where a limit on the size of files is reached.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_IN_WORDS = (
    "disk is full",
    "disk i/o error",
    "no space left",
    "quota exceeded",
    "file too large",
    "file size limit",
)


@dataclass(frozen=True)
class Backup:
    """The archive that was made, and what it says of itself."""

    path: Path
    manifest: Manifest


def make_backup(target: Path, *, now: datetime, replace: bool = False) -> Backup:
    """Database first, then the files, which never change; FILE appears whole or not at all."""
    _require_place(target, replace=replace)
    with _said_in_words(target), TemporaryDirectory(prefix=".parity-backup-", dir=target.parent) as name:
        folder = Path(name)
        made = folder / "archive"
        with write_archive(made) as archive:
            manifest = _fill(archive, folder, now)
        os.replace(made, target)
        _sync_folder(target.parent)
    return Backup(path=target, manifest=manifest)


def files_folder() -> Path:
    """Where uploaded files lie."""
    return Path(getattr(default_storage, "location", ""))


def _fill(archive: ArchiveWriter, folder: Path, now: datetime) -> Manifest:
    engine = engine_of(connection.vendor)
    dumped = folder / engine.member
    inventory = engine.dump(dumped)
    archive.add(engine.member, dumped, compress=engine.compress)
    for path in _uploaded_files():
        # What went away meanwhile was swept: no row named it, in the database that was just saved neither.
        with suppress(FileNotFoundError):
            archive.add(FILES + path.relative_to(files_folder()).as_posix(), path, compress=False)
    manifest = Manifest(
        format=FORMAT,
        product=product_version(),
        made_at=now.isoformat(timespec="seconds"),
        vendor=connection.vendor,
        server=engine.version(),
        inventory=inventory,
        members=archive.members,
    )
    archive.finish(manifest)
    return manifest


def _uploaded_files() -> list[Path]:
    folder = files_folder()
    return sorted(path for path in folder.rglob("*") if _is_kept(path.relative_to(folder), path))


def _is_kept(inside: Path, path: Path) -> bool:
    """A leading dot is a file that is still arriving; no row names it yet."""
    arriving = any(part.startswith(".") for part in inside.parts)
    return not arriving and path.is_file() and not path.is_symlink()


def _require_place(target: Path, *, replace: bool) -> None:
    if not target.parent.is_dir():
        raise OperationError(f"There is no folder {target.parent}. Nothing was written.")
    if target.is_dir():
        raise OperationError(f"{target} is a folder. Nothing was written. Name a file in it.")
    if target.exists() and not replace:
        raise OperationError(f"{target} exists and was kept. Choose another name, or add --replace.")


@contextmanager
def _said_in_words(target: Path) -> Iterator[None]:
    """Whatever stops a backup leaves nothing half-written behind, and says so."""
    try:
        yield
    except (OSError, DatabaseError, OperationError) as error:
        full = getattr(error, "errno", None) in FULL or any(
            word in str(error).lower() for word in FULL_IN_WORDS
        )
        if full:
            raise OperationError(
                f"The disk of {target.parent} is full. Nothing half-written was left there, and the database "
                "was only read. Make room, or choose a folder on another disk.",
            ) from error
        if isinstance(error, OperationError):
            raise
        raise OperationError(f"The backup stopped: {error}. Nothing half-written was left behind.") from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
