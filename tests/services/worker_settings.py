"""The settings of a real worker beside the tests: what it owes comes back within seconds, not minutes."""

import os
from datetime import timedelta
from pathlib import Path

from outsourcing.settings.test import *  # noqa: F403, TID251

# Where the tests beside it keep their files.
MEDIA_ROOT = Path(os.environ["FILES_OF_TESTS"])
OWED_WORK_LEASE = timedelta(seconds=3)
CELERY_BEAT_SCHEDULE = {
    "chain the audit trail": {"task": "audit.chain", "schedule": timedelta(seconds=1)},
    "sweep owed work": {"task": "jobs.sweep", "schedule": timedelta(seconds=1)},
}
