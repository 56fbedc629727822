"""The job that rings again for what is owed."""

from celery import shared_task
from django.utils import timezone

from outsourcing.jobs.actions import sweep as sweep_owed_work


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Sweep; beat calls it four times a minute."""
    sweep_owed_work(now=timezone.now(), from_beat=True)
