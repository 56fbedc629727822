"""Prints who may reach what; refuses while an address is unclassified."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict, astuple
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outsourcing.accounts.matrix import Line, all_routes, lines

HEADS = ("Address", "Pattern", "Methods", "Guard", "Roles", "Objects", "Whose")


class Command(BaseCommand):
    """`manage.py access_matrix`, `--json` for machines, `--markdown` for a report."""

    help = "Print every address with its methods, its guard, the roles that pass it, and its object rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For whom."""
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_const", dest="write", const=_json, default=_text)
        form.add_argument("--markdown", action="store_const", dest="write", const=_markdown)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the matrix, then refuse for each address about which something was left unsaid."""
        routes = all_routes()
        self.stdout.write(options["write"](lines(routes)))
        gaps = [f"{route.name}: {route.gap}" for route in routes if route.gap]
        if gaps:
            raise CommandError("Unclassified:\n" + "\n".join(gaps))


def _json(matrix: Sequence[Line]) -> str:
    return json.dumps([asdict(line) for line in matrix], indent=2)


def _text(matrix: Sequence[Line]) -> str:
    rows = [HEADS, *map(_cells, matrix)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _markdown(matrix: Sequence[Line]) -> str:
    cells = [[cell.replace("|", r"\|") for cell in _cells(line)] for line in matrix]
    return "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ["---"] * len(HEADS), *cells))


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(" ".join(cell) if isinstance(cell, tuple) else cell for cell in astuple(line))
