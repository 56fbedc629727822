"""The settings of a real worker beside the tests: what it owes comes back within seconds, not minutes."""

from datetime import timedelta

from outsourcing.settings.test import *  # noqa: F403, TID251

OWED_WORK_LEASE = timedelta(seconds=3)
CELERY_BEAT_SCHEDULE = {
    "chain the audit trail": {"task": "audit.chain", "schedule": timedelta(seconds=1)},
    "sweep owed work": {"task": "jobs.sweep", "schedule": timedelta(seconds=1)},
}
