"""Reads the command line of run.py and does what it asks for."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from outsourcing.launch.browser_files import prepare_browser_files
from outsourcing.launch.demo import run_demo
from outsourcing.launch.faults import LaunchError
from outsourcing.launch.installation import Installation
from outsourcing.launch.manage import choose_installation, run_manage
from outsourcing.launch.places import OWN, say
from outsourcing.launch.processes import StopAsked, stop_on_signals
from outsourcing.launch.serve import run_serve
from outsourcing.launch.tests import run_tests


def main(arguments: Sequence[str]) -> int:
    """Return the code this process ends with."""
    asked, rest = _read(arguments)
    stop_on_signals()
    try:
        return _run(asked, rest)
    except StopAsked:
        say("Stopped. Everything saved is kept.")
        return 0
    except LaunchError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def _run(asked: argparse.Namespace, rest: Sequence[str]) -> int:
    match asked.command:
        case "test":
            return run_tests(rest, postgresql=asked.postgresql)
        case "manage":
            return run_manage(choose_installation(asked.data), rest)
        case "prepare":
            prepare_browser_files()
        case "demo":
            data = _folder(asked, "demo")
            run_demo(Installation(data, asked.listen, asked.port, own_database_only=True))
        case "serve":
            run_serve(Installation(_folder(asked, "data"), asked.listen, asked.port), asked.administrator)
    return 0


def _read(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Only `test` and `manage` hand on what is not theirs."""
    parser = _parser()
    asked, rest = parser.parse_known_args(arguments)
    if rest and asked.command not in {"test", "manage"}:
        parser.error(f"{asked.command} does not know {' '.join(rest)}")
    return asked, rest


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py", description="Parity on one machine.", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, purpose in (("demo", "with a demo company"), ("serve", "for a small team; keeps its data")):
        served = commands.add_parser(name, help=purpose, allow_abbrev=False)
        served.add_argument("--port", type=int, default=8000, help="where to answer (8000)")
        served.add_argument("--data", type=Path, help=f"where everything is kept ({OWN.name}/…)")
        served.add_argument("--listen", default="127.0.0.1", help="0.0.0.0 to be reached from other machines")
        if name == "serve":
            served.add_argument("--administrator", metavar="E-MAIL", help="the first administrator")
    commands.add_parser("prepare", help="what the product needs, without starting it")
    tested = commands.add_parser("test", help="every check and test", add_help=False, allow_abbrev=False)
    tested.add_argument("--postgresql", action="store_true", help="run the tests asked for on PostgreSQL")
    managed = commands.add_parser("manage", help="a management command", add_help=False, allow_abbrev=False)
    managed.add_argument("--data", type=Path, help="the data folder to work on")
    return parser


def _folder(asked: argparse.Namespace, default: str) -> Path:
    return (asked.data or OWN / default).absolute()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
