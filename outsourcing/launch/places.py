"""Where things lie on this machine."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = ROOT / ".parity"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
PYTHON = sys.executable


def say(line: str = "") -> None:
    """Tell the person at the terminal at once, even through a pipe."""
    print(line, flush=True)
