"""The one file of a backup: a zip of the database, the uploaded files and, last, the manifest."""

import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import Manifest, Member, manifest_from_json, manifest_to_json

MANIFEST = "manifest.json"
PIECE = 1 << 20
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass
class ArchiveWriter:
    """Takes in files and remembers their hashes."""

    bundle: ZipFile
    members: dict[str, Member] = field(default_factory=dict)

    def add(self, name: str, source: Path, *, compress: bool) -> None:
        """Copy a file in; what is hashed is what was copied."""
        with source.open("rb") as file, self._entry(name, compress=compress) as entry:
            self.members[name] = _copy(file, entry)

    def finish(self, manifest: Manifest) -> None:
        """The manifest comes last: an archive that was cut off has none."""
        self.bundle.writestr(MANIFEST, manifest_to_json(manifest), ZIP_DEFLATED)

    def _entry(self, name: str, *, compress: bool) -> IO[bytes]:
        self.bundle.compression = ZIP_DEFLATED if compress else ZIP_STORED
        return self.bundle.open(name, "w", force_zip64=True)


@contextmanager
def write_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Write a new archive, and leave only when it lies on the disk."""
    with open(path, "xb", opener=_for_this_user_only) as file:
        with ZipFile(file, "w") as bundle:
            yield ArchiveWriter(bundle)
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Archive:
    """An archive whose manifest was read."""

    bundle: ZipFile
    manifest: Manifest

    def check(self) -> None:
        """Every member is there and is what was written; nothing else is there."""
        names = self.bundle.namelist()
        if sorted(names) != sorted([*self.manifest.members, MANIFEST]):
            raise _damaged("its members are not those of its manifest")
        for name, expected in self.manifest.members.items():
            with self.bundle.open(name) as entry:
                _require_equal(name, expected, _copy(entry, None))

    def extract(self, name: str, target: Path) -> None:
        """Copy a member out, and check it once more on the way."""
        with self.bundle.open(name) as entry, target.open("xb") as file:
            found = _copy(entry, file)
            file.flush()
            os.fsync(file.fileno())
        _require_equal(name, self.manifest.members[name], found)

    def below(self, folder: str) -> Mapping[str, Path]:
        """Members of this folder and their place below it; none may lead out of it."""
        places = {
            name: Path(name).relative_to(folder) for name in self.manifest.members if name.startswith(folder)
        }
        if any(place.is_absolute() or ".." in place.parts for place in places.values()):
            raise _damaged("a member leads out of its folder")
        return places


@contextmanager
def read_archive(path: Path) -> Iterator[Archive]:
    """Open an archive; damage found now or while reading on is said in words."""
    try:
        with ZipFile(path) as bundle:
            yield Archive(bundle, manifest_from_json(bundle.read(MANIFEST)))
    except FileNotFoundError as error:
        raise OperationError(f"There is no file {path}. Nothing was changed.") from error
    except KeyError as error:
        raise _damaged("it has no manifest") from error
    except BROKEN as error:
        raise _damaged("it is cut off or was changed") from error


def _for_this_user_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return _copy(file, None).sha256


def _copy(source: IO[bytes], target: IO[bytes] | None) -> Member:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if target:
            target.write(piece)
    return Member(size=size, sha256=digest.hexdigest())


def _require_equal(name: str, expected: Member, found: Member) -> None:
    if found != expected:
        raise _damaged(f"{name} is not what was saved")


def _damaged(why: str) -> OperationError:
    return OperationError(f"This backup is damaged: {why}. Nothing was changed. Use another backup.")
