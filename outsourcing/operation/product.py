"""Which version of the product this is."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def product_version() -> str:
    """The version that pyproject.toml names."""
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
