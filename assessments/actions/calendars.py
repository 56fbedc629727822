"""Makes, renews and revokes the secret address of a person's calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from assessments.models import CalendarFeed
from assessments.queries.calendars import token_hash
from outsourcing.accounts.models import User
from outsourcing.actors import Actor
from outsourcing.audit.actions import record

BYTES_OF_A_TOKEN = 32


@transaction.atomic
def renew_feed(*, by: Actor, user: User, now: datetime) -> str:
    """The secret part of a new address, told this once; an older address leads nowhere from now on."""
    token = secrets.token_urlsafe(BYTES_OF_A_TOKEN)
    feed, _created = CalendarFeed.objects.update_or_create(
        user=user, defaults={"token_hash": token_hash(token), "made_at": now}
    )
    record(by=by, action="calendar.renewed", on=feed)
    return token


@transaction.atomic
def revoke_feed(*, by: Actor, user: User) -> None:
    """Let the address lead nowhere; doing it twice does nothing."""
    feed = CalendarFeed.objects.select_for_update().filter(user=user).first()
    if feed is not None:
        record(by=by, action="calendar.revoked", on=feed)
        feed.delete()
