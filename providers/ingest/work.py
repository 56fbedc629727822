"""What the worker does with a roster, from a file to plain data: look, read, analyse."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, BinaryIO, cast

import numpy as np
from django.utils.translation import gettext as _

from providers.actions.rosters import RosterContent
from providers.domain.attrition.analysis import ENGINE_VERSION, analyse
from providers.domain.attrition.comparing import Stay, compare
from providers.domain.attrition.report import analysis_data, comparison_data, findings_data
from providers.domain.attrition.spells import OPEN, Window, day_of
from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import Layout, LayoutError, layout_from_json
from providers.ingest.inspecting import Inspected, inspect
from providers.ingest.reading import ReadRoster, read_roster
from providers.ingest.refusals import RosterRefused
from providers.ingest.tables import StoredRoster, read_table, write_table


@dataclass(frozen=True)
class Refusal:
    """Why a file was not taken."""

    reason: str


@dataclass(frozen=True)
class Seen:
    """How a file seems to be laid out, and what people need to see of it."""

    layout: Layout
    preview: Mapping[str, object]


@dataclass(frozen=True)
class Figures:
    """The figures of one window, and the hash of what they were computed from."""

    result: Mapping[str, object]
    digest: str
    engine_version: int


def looked_at(
    file: IO[bytes], said: Mapping[str, Any] | None, before: Mapping[str, Any] | None
) -> Seen | Refusal:
    """Look at a file with what somebody said of it, else with the layout the last one had where that fits."""
    try:
        if said is not None:
            return _seen(inspect(cast(BinaryIO, file), layout_from_json(said)))
        return _seen(_as_before(file, before) or inspect(cast(BinaryIO, file)))
    except (RosterRefused, LayoutError) as refused:
        return Refusal(str(refused))


def read_whole(file: IO[bytes], layout: Mapping[str, Any] | None, as_of: date) -> RosterContent | Refusal:
    """Read a file by its layout."""
    try:
        roster = read_roster(cast(BinaryIO, file), layout_from_json(layout or {}), as_of=as_of)
    except (RosterRefused, LayoutError) as refused:
        return Refusal(str(refused))
    if not roster.accepted:
        return Refusal(_nothing_counts(roster))
    return RosterContent(write_table(roster), roster.rows, roster.accepted, _reading(roster))


def analysed(table: IO[bytes], after: date, until: date, table_sha256: str) -> Figures:
    """Compute the figures of one window from a stored table."""
    inputs = [table_sha256, after.isoformat(), until.isoformat(), ENGINE_VERSION]
    result = analysis_data(analyse(read_table(table).spells, Window(after, until)))
    return Figures(result, hashlib.sha256(json.dumps(inputs).encode()).hexdigest(), ENGINE_VERSION)


def compared(first: IO[bytes], first_as_of: date, second: IO[bytes], second_as_of: date) -> dict[str, Any]:
    """Hold two stored tables of one company side by side."""
    before, after = _stays(read_table(first)), _stays(read_table(second))
    found = compare(before, after, first_as_of=first_as_of, second_as_of=second_as_of)
    return comparison_data(found)


def _stays(table: StoredRoster) -> dict[str, Stay]:
    """The latest employment of each person."""
    spells = table.spells
    order = np.argsort(spells.starts, kind="stable")
    return {
        table.people.names[table.people.codes[place]]: Stay(
            day_of(int(spells.starts[place])),
            None if spells.ends[place] == OPEN else day_of(int(spells.ends[place])),
        )
        for place in order
    }


def _as_before(file: IO[bytes], before: Mapping[str, Any] | None) -> Inspected | None:
    """The columns of the last roster, where this file has them all; anything else is guessed anew."""
    if before is None:
        return None
    guessed = inspect(cast(BinaryIO, file))
    columns = layout_from_json(before).columns
    if not columns or any(name not in guessed.headers for name in columns.values()):
        return None
    layout = Layout(
        columns={**guessed.layout.columns, **columns},
        date_format=guessed.layout.date_format,
        header_line=guessed.layout.header_line,
        encoding=guessed.layout.encoding,
        separator=guessed.layout.separator,
        sheet=guessed.layout.sheet,
    )
    return inspect(cast(BinaryIO, file), layout)


def _nothing_counts(roster: ReadRoster) -> str:
    """A list of nobody would stand in place of the one before it."""
    first = roster.set_aside[0]
    reason = _(
        "None of the %(rows)d rows counts. The first is line %(line)d, with “%(value)s” in the column "
        "“%(column)s”. Upload the file again, and look at the format of the dates and at the columns."
    )
    named = {"rows": roster.rows, "line": first.line, "value": first.value, "column": first.column}
    return reason % named


def _seen(seen: Inspected) -> Seen:
    return Seen(
        seen.layout,
        {
            "headers": list(seen.headers),
            "sample": [{"line": line.number, "cells": list(line.cells)} for line in seen.sample],
            "sheets": list(seen.sheets),
            "formats_that_fit_as_well": [form.name for form in seen.dates.also],
            "repeated_headers": list(seen.repeated_headers),
            "unmapped": [str(field) for field in Field if field not in seen.layout.columns],
        },
    )


def _reading(roster: ReadRoster) -> dict[str, object]:
    return {
        "findings": findings_data(roster.findings),
        "set_aside": [
            {"line": row.line, "column": row.column, "reason": str(row.reason), "value": row.value}
            for row in roster.set_aside
        ],
    }
