"""The job that forgets old sessions and failed sign-ins."""

from celery import shared_task
from django.utils import timezone

from outsourcing.accounts.actions import forget_old_access


@shared_task(name="accounts.tidy")
def tidy() -> None:
    """Forget; beat calls it every hour."""
    forget_old_access(now=timezone.now())
