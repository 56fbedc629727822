"""Checks a roster and says what it proves, without storing anything."""

import json
import math
from argparse import ArgumentTypeError
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from providers.domain.attrition.analysis import Analysis, analyse
from providers.domain.attrition.report import analysis_data, findings_data
from providers.domain.attrition.spells import Window
from providers.domain.rosters.dates import DateFormat
from providers.domain.rosters.fields import Field
from providers.domain.rosters.layout import ENCODINGS, Layout, layout_to_json
from providers.ingest import Inspected, ReadRoster, RosterRefused, inspect, read_roster
from providers.ingest.sources import MOST_ROWS


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date; write it as 2026-12-31.") from error


def _share(text: str) -> float:
    """9% and 0.09 are the same."""
    try:
        number = float(text.rstrip("% "))
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no rate; write 9% or 0.09.") from error
    rate = number / 100 if text.rstrip().endswith("%") else number
    if not math.isfinite(rate) or not 0 <= rate <= 5:
        raise ArgumentTypeError(f"“{text}” is no rate a year; write 9% or 0.09.")
    return rate


def _line(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= MOST_ROWS:
        raise ArgumentTypeError(f"“{text}” is no line; the first one is 1.")
    return int(text)


def _column(text: str) -> tuple[Field, str]:
    field, _sign, column = text.partition("=")
    if field not in list(Field) or not column:
        fields = ", ".join(Field)
        raise ArgumentTypeError(f"“{text}”: write FIELD=COLUMN, where FIELD is one of {fields}.")
    return Field(field), column


class Command(BaseCommand):
    """`analyse_roster FILE --from DATE --to DATE`."""

    help = "Checks a roster (CSV or XLSX) and says what it proves of attrition; nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the window, and how the file is to be read where a guess would be wrong."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="after", type=_day, required=True, help="day before the window")
        parser.add_argument("--to", dest="until", type=_day, required=True, help="last day of the window")
        parser.add_argument("--as-of", type=_day, help="day the roster was made (default: that of --to)")
        parser.add_argument("--claim", type=_share, help="claimed attrition a year, as 9%% or 0.09")
        parser.add_argument("--map", action="append", type=_column, default=[], metavar="FIELD=COLUMN")
        parser.add_argument("--encoding", default="", choices=ENCODINGS)
        parser.add_argument("--separator", default="", help="a comma, a semicolon, a bar, or \\t")
        parser.add_argument("--sheet", default="", help="the sheet of a workbook (default: the longest)")
        parser.add_argument("--header-line", type=_line, default=0)
        parser.add_argument("--date-format", choices=[form.name for form in DateFormat])
        parser.add_argument("--json", action="store_true", help="everything, as one JSON document")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, check, count and print."""
        try:
            window = Window(options["after"], options["until"])
        except ValueError as error:
            raise CommandError("--to must be later than --from.") from error
        try:
            with options["file"].open("rb") as file:
                inspected = inspect(file, _said(options))
                layout = _layout(inspected, options)
                roster = read_roster(file, layout, as_of=options["as_of"] or window.until, keep=MOST_ROWS)
        except RosterRefused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from error
        analysis = analyse(roster.spells, window, claimed=options["claim"])
        if options["json"]:
            self.stdout.write(
                json.dumps(_document(inspected, layout, roster, analysis), indent=2, allow_nan=False)
            )
        else:
            self._say(roster, analysis)

    def _say(self, roster: ReadRoster, analysis: Analysis) -> None:
        everybody = analysis.everybody.tenure.turnover
        self.stdout.write(f"{roster.rows} rows: {roster.accepted} accepted, {roster.aside} set aside.")
        for row in roster.set_aside[:20]:
            self.stdout.write(f"  line {row.line}: {row.reason} {row.column} {row.value}".rstrip())
        for finding in (*roster.findings, *analysis.findings):
            self.stdout.write(f"  {finding.severity}: {finding.code}, {finding.count}")
        self.stdout.write(
            f"{everybody.before} people, {everybody.joiners} joined, {everybody.leavers.leavers} left, "
            f"{everybody.after} people."
        )
        if (ends := everybody.leavers.ends) and everybody.leavers.value is not None:
            rate, low, high = everybody.leavers.value, ends.low, ends.high
            self.stdout.write(f"Attrition {rate:.1%} a year (95 % interval {low:.1%} to {high:.1%}).")
        if analysis.claim:
            self.stdout.write(f"Claim of {analysis.claim.claimed:.1%}: {analysis.claim.verdict}.")


def _said(options: Mapping[str, Any]) -> Layout:
    return Layout(
        columns=dict(options["map"]),
        header_line=options["header_line"],
        encoding=options["encoding"],
        separator=options["separator"].replace("\\t", "\t"),
        sheet=options["sheet"],
    )


def _layout(inspected: Inspected, options: Mapping[str, Any]) -> Layout:
    asked: Sequence[tuple[Field, str]] = options["map"]
    unknown = [column for _field, column in asked if column not in inspected.headers]
    if unknown:
        raise RosterRefused(f"There is no column “{unknown[0]}”; there are {', '.join(inspected.headers)}.")
    chosen = options["date_format"]
    form = DateFormat[chosen] if chosen else inspected.dates.format
    return replace(inspected.layout, date_format=form)


def _document(
    inspected: Inspected, layout: Layout, roster: ReadRoster, analysis: Analysis
) -> dict[str, object]:
    return {
        "rows": {"read": roster.rows, "accepted": roster.accepted, "set_aside": roster.aside},
        "layout": layout_to_json(layout),
        "date_formats_that_fit_as_well": [form.name for form in inspected.dates.also],
        "repeated_headers": list(inspected.repeated_headers),
        **analysis_data(analysis),
        "findings": findings_data((*roster.findings, *analysis.findings)),
        "set_aside": [
            {"line": row.line, "column": row.column, "reason": str(row.reason), "value": row.value}
            for row in roster.set_aside
        ],
    }
