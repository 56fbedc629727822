"""Workbooks about rosters: a blank one to fill, and what was wrong with one that came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from outsourcing.workbooks.writing import Column, Table, write_workbook
from providers.domain.rosters.fields import Field

HELP_MARK = "» "
LONGEST_LIST = 30_000


def blank_roster() -> bytes:
    """A workbook with the columns that are asked for, and what belongs into each."""
    helps = {
        Field.EMPLOYEE_ID: _("A number or pseudonym; the same one for the same person in every roster"),
        Field.FUNCTION: _("Such as developer, tester, project lead"),
        Field.SITE: _("Where the person works"),
        Field.EMPLOYMENT_TYPE: _("Such as permanent or contract"),
        Field.START_DATE: _("First day of work, as 2024-03-01"),
        Field.END_DATE: _("Last day of work; empty while the person is there"),
        Field.LEAVING_TYPE: _("Voluntary, involuntary, transfer or other"),
    }
    columns = [Column(str(field), help=helps[field], width=22) for field in Field]
    return write_workbook(
        [Table(_("People"), columns, [])], title=_("Roster to fill in"), help_mark=HELP_MARK
    )


@dataclass(frozen=True)
class Counts:
    """How many rows a file has, how many count, and how many were set aside."""

    rows: int
    accepted: int
    set_aside: int


def faults_of_roster(
    file_name: str,
    counts: Counts,
    reading: Mapping[str, Any],
    reasons: Mapping[str, str],
    changes: Sequence[tuple[str, int, Sequence[str]]] = (),
) -> bytes:
    """How many rows count, those set aside as far as kept, findings, and what the last roster said else."""
    aside = reading.get("set_aside", [])
    tables = [_rows(counts, len(aside)), _aside(aside, reasons), _findings(reading, reasons)]
    if changes:
        tables.append(_changes(changes))
    return write_workbook(tables, title=file_name)


def _rows(counts: Counts, listed: int) -> Table:
    return Table(
        _("Rows"),
        [Column(_("Rows"), width=32), Column(_("How many"))],
        [
            (_("in the file"), counts.rows),
            (_("counted"), counts.accepted),
            (_("set aside"), counts.set_aside),
            (_("of these listed here"), listed),
        ],
    )


def _aside(rows: Sequence[Mapping[str, Any]], reasons: Mapping[str, str]) -> Table:
    return Table(
        _("Rows set aside"),
        [Column(_("Line")), Column(_("Column")), Column(_("Reason"), width=48), Column(_("Value"))],
        [
            (row["line"], row["column"], reasons.get(row["reason"], row["reason"]), row["value"])
            for row in rows
        ],
    )


def _findings(reading: Mapping[str, Any], reasons: Mapping[str, str]) -> Table:
    return Table(
        _("Findings"),
        [
            Column(_("Finding"), width=48),
            Column(_("Severity")),
            Column(_("How often")),
            Column(_("Date")),
            Column(_("Ids"), width=60),
        ],
        [
            (
                reasons.get(finding["code"], finding["code"]),
                finding["severity"],
                finding["count"],
                finding["date"] or "",
                _listed(finding["ids"]),
            )
            for finding in reading.get("findings", [])
        ],
    )


def _changes(changes: Sequence[tuple[str, int, Sequence[str]]]) -> Table:
    return Table(
        _("Since the roster before"),
        [Column(_("What changed"), width=60), Column(_("How often")), Column(_("Ids"), width=60)],
        [(what, count, _listed(ids)) for what, count, ids in changes],
    )


def _listed(ids: Sequence[str]) -> str:
    """As many as a cell holds."""
    listed = ""
    for number, each in enumerate(ids):
        if len(listed) + len(each) > LONGEST_LIST:
            return _("%(ids)s and %(more)d more") % {"ids": listed, "more": len(ids) - number}
        listed = f"{listed}, {each}" if listed else each
    return listed
