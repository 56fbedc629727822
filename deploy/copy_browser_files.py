"""Puts the files that npm fetched to where they are served from; a step of the Dockerfile."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from outsourcing.launch.browser_files import NODE_MODULES, VENDOR, copy_served  # noqa: E402

copy_served(NODE_MODULES, VENDOR)
