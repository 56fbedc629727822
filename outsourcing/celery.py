"""The Celery application: workers load it, the web process only rings through it."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsourcing.settings.local")

celery_app = Celery("parity")
celery_app.config_from_object("django.conf:settings", namespace="CELERY")
celery_app.autodiscover_tasks()
# By its name: only a worker needs to load it.
celery_app.steps["consumer"].add("outsourcing.jobs.watch:PlaceWatch")


@worker_process_init.connect
def spare_what_stays(**_: Any) -> None:
    """Take everything that was loaded out of garbage collection: scoring then costs a fifth less."""
    gc.collect()
    gc.freeze()
