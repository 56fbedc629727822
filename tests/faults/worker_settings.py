"""The settings of a worker that is given poison: short limits and leases, or a test would last hours."""

from datetime import timedelta

from tests.services.worker_settings import *  # noqa: F403

CELERY_IMPORTS = ("tests.faults.poison",)
CELERY_TASK_SOFT_TIME_LIMIT = 1
CELERY_TASK_TIME_LIMIT = 2
OWED_WORK_LEASE = timedelta(seconds=3)
