"""The job that chains the trail."""

from celery import shared_task

from outsourcing.audit.actions import chain_events


@shared_task(name="audit.chain")
def chain() -> None:
    """Chain what was recorded since the last time; beat calls it every few seconds."""
    chain_events()
