"""The accepted rows of a roster as a table of columns: compact, plain arrays, nothing that could be run."""

import io
import json
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from providers.domain.attrition.spells import Codes, Groups, Spells
from providers.ingest.reading import ReadRoster

VERSION = 1


@dataclass(frozen=True)
class StoredRoster:
    """What was accepted, as it was stored: row i of each column belongs together."""

    spells: Spells
    people: Groups
    types: Groups
    lines: Codes


def write_table(roster: ReadRoster) -> bytes:
    """The table as a compressed archive of columns."""
    spells = roster.spells
    groups = {
        "people": roster.people,
        "functions": spells.functions,
        "sites": spells.sites,
        "types": roster.types,
    }
    columns: dict[str, npt.NDArray[Any]] = {
        "version": np.array([VERSION]),
        "starts": spells.starts,
        "ends": spells.ends,
        "leavings": spells.leavings.astype(np.int8),
        "lines": roster.lines,
    }
    for name, group in groups.items():
        columns[name] = group.codes.astype(np.int32)
        columns[f"{name}_names"] = _packed(group.names)
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **columns)
    return out.getvalue()


def read_table(file: IO[bytes]) -> StoredRoster:
    """The table as it was written; raises ValueError where it is none."""
    with np.load(file, allow_pickle=False) as columns:
        groups = {
            name: Groups(_unpacked(columns[f"{name}_names"]), columns[name].astype(np.int64))
            for name in ("people", "functions", "sites", "types")
        }
        spells = Spells(
            columns["starts"],
            columns["ends"],
            groups["functions"],
            groups["sites"],
            columns["leavings"].astype(np.int64),
        )
        return StoredRoster(spells, groups["people"], groups["types"], columns["lines"])


def _packed(names: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(json.dumps(names, ensure_ascii=False).encode(), dtype=np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(json.loads(packed.tobytes().decode()))
