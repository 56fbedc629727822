"""Owes the mail with a link for a new password, so that nobody waits and strangers learn nothing."""

from zlib import crc32

from django.db import transaction

from outsourcing.accounts.models import User
from outsourcing.jobs.actions import owe

RESET_MAIL = "accounts.reset_mail"
# An address that nobody has costs the same steps, the first time and later; there are so many rows at most.
NOBODIES = 1000


@transaction.atomic
def owe_link(user: User | None, address: str) -> None:
    """Have a link sent to this person, or do as much for nobody; asked twice in a row, one mail goes."""
    nobody = f"nobody-{crc32(address.lower().encode()) % NOBODIES}"
    owe(RESET_MAIL, str(user.pk) if user else nobody)
