"""Which files the rows of the apps name; the rest is swept, and these are verified."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from outsourcing.files.places import path_of


@dataclass(frozen=True)
class Claim:
    """A file that a row names: its key, and what it must be."""

    key: str
    size: int
    sha256: str


Claims = Callable[[], Iterable[Claim]]
_sources: list[Claims] = []


def register_claims(source: Claims) -> None:
    """Name the files of an app, in `apps.ready`; once is enough."""
    if source not in _sources:
        _sources.append(source)


def all_claims() -> Iterator[Claim]:
    """Every file that some row names."""
    for source in _sources:
        yield from source()


def file_faults() -> Iterator[str]:
    """What is wrong with the files that are named: missing, or other than when they were accepted."""
    for claim in all_claims():
        path = path_of(claim.key)
        if not path.is_file():
            yield f"File {claim.key}: it is missing."
            continue
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != claim.sha256 or path.stat().st_size != claim.size:
            yield f"File {claim.key}: its content was changed."
