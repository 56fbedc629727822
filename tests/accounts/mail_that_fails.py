"""A mail backend whose server is away."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Refuses every message."""

    def send_messages(self, _messages: Sequence[EmailMessage]) -> Any:
        """Fail as a mail server that is away does."""
        raise ConnectionRefusedError
