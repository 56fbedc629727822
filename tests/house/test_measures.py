"""The measures of the house: small functions, small files, templates without code in them."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from outsourcing.launch.places import ROOT
from tests.house.files import ROOMS, name, ours

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 25
LONGEST_PAGE = 80
LONGEST_COMPONENT = 40
LONGEST_LINE = 200
# Counted in lines alone, templates were once written as few long ones. These rooms still are: a room leaves
# the list as soon as it is reshaped, and none is ever added.
LONG_LINED_ROOMS = {
    "templates",
    "templates/account",
    "templates/accounts",
    "templates/assessments",
    "templates/assessments/editor",
    "templates/assessments/panels",
    "templates/assessments/portal",
    "templates/assessments/reviews",
    "templates/assessments/talk",
    "templates/audit",
    "templates/components",
    "templates/components/frames",
    "templates/jobs",
    "templates/mfa",
    "templates/mfa/recovery_codes",
    "templates/providers",
    "templates/ui",
    "templates/ui/style_guide",
}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=|javascript:",
    re.IGNORECASE,
)
DRAWERS = {"utils", "common", "core", "helpers", "misc", "util"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield (
                f"{name(path)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def _written() -> list[Path]:
    return [path for path in ours(".py") if "migrations" not in path.parts]


def _templates() -> list[Path]:
    return [path for path in ours(".html") if "templates" in path.parts]


def test_no_file_is_too_long() -> None:
    assert [name(path) for path in _written() if _lines(path) > LONGEST_FILE] == []


def test_no_function_is_too_long() -> None:
    lengths = dict(chain.from_iterable(map(_functions, _written())))

    assert {where: lines for where, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_nine_functions_in_ten_are_short() -> None:
    lengths = [lines for path in _written() for _, lines in _functions(path)]

    assert sum(lines <= USUAL_FUNCTION for lines in lengths) / len(lengths) >= 0.9


def test_every_python_file_says_what_it_is_for() -> None:
    silent = [name(path) for path in _written() if path.read_text() and not ast.get_docstring(_module(path))]

    assert silent == []


def test_nothing_is_called_a_drawer() -> None:
    assert [name(path) for path in ours(".py") if DRAWERS & {*path.relative_to(ROOT).parts, path.stem}] == []


def test_no_template_is_too_long() -> None:
    allowed = {path: LONGEST_COMPONENT if _is_component(path) else LONGEST_PAGE for path in _templates()}

    assert {name(path): _lines(path) for path, most in allowed.items() if _lines(path) > most} == {}


def test_no_line_of_a_template_is_too_long() -> None:
    assert _long_lined() - LONG_LINED_ROOMS == set()


def test_a_reshaped_room_leaves_the_list() -> None:
    assert LONG_LINED_ROOMS - _long_lined() == set()


def test_no_template_holds_script_or_style() -> None:
    found = {name(path): INLINE.findall(path.read_text("utf-8")) for path in _templates()}

    assert {path: inline for path, inline in found.items() if inline} == {}


def test_imports_stand_at_the_top_except_in_apps() -> None:
    inner = [
        f"{name(path)}:{node.lineno}"
        for path in _written()
        if path.name != "apps.py" and path.relative_to(ROOT).parts[0] in ROOMS
        for function in ast.walk(_module(path))
        if isinstance(function, Function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inner == []


def _long_lined() -> set[str]:
    """The rooms with a template in which a line is too long."""
    return {
        name(path.parent)
        for path in _templates()
        if any(len(line) > LONGEST_LINE for line in path.read_text("utf-8").splitlines())
    }


def _module(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _is_component(path: Path) -> bool:
    return path.name.startswith("_") or "components" in path.parts
