"""What every test may ask for; the fixtures themselves stand in tests/services."""

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

import tests.flushing
from tests.services.browser import browse, chromium, page
from tests.services.files import files_folder
from tests.services.redis import redis_server
from tests.services.worker import celery_worker_process

__all__ = ["browse", "celery_worker_process", "chromium", "files_folder", "page", "redis_server", "tests"]

# Measures take minutes and a quiet machine: they run when they are named (see docs/measures.md).
collect_ignore = ["benchmarks"]

# The same examples on every machine: a red run can be repeated, and a slow machine is not a failure.
hypothesis_settings.register_profile("house", derandomize=True, deadline=None)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """On SQLite the test database is a file, so that a real worker beside the tests sees what they see."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "parity.sqlite3")
