"""The job that sweeps files."""

from celery import shared_task
from django.utils import timezone

from outsourcing.files.sweeping import sweep_files


@shared_task(name="files.sweep")
def sweep() -> None:
    """Remove what nothing names; beat calls it once in some hours."""
    sweep_files(now=timezone.now())
