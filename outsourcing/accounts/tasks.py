"""The jobs of accounts: forgetting what is old, and sending links for passwords."""

from collections.abc import Sequence

from celery import shared_task
from django.utils import timezone

from outsourcing.accounts.actions import forget_old_access
from outsourcing.accounts.actions.links import RESET_MAIL
from outsourcing.accounts.mail import send_link
from outsourcing.accounts.models import User
from outsourcing.audit.naming import numbers
from outsourcing.jobs.handlers import handles


@shared_task(name="accounts.tidy")
def tidy() -> None:
    """Forget; beat calls it every hour."""
    forget_old_access(now=timezone.now())


@handles(RESET_MAIL)
def send_links(keys: Sequence[str]) -> None:
    """Send each person a link, unless they were let go meanwhile; a link sent twice harms nobody."""
    for user in User.objects.filter(pk__in=numbers(keys), is_active=True):
        send_link(user)
