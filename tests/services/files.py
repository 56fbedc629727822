"""Uploaded files of the tests lie in a folder of their own."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def files_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files are kept while the tests run."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    return Path(settings.MEDIA_ROOT)
