"""The product for a small team on one machine, without demo data."""

import os

from outsourcing.launch.installation import Installation
from outsourcing.launch.product import run_product


def run_serve(installation: Installation, administrator: str | None) -> None:
    """Start it on what was saved before; a first administrator gets a link to choose a password."""
    hints = []
    if not administrator:
        hints.append("Where nobody can sign in yet, the first page asks for the first administrator.")
    if "EMAIL_URL" not in os.environ:
        hints.append(f"Mails are written to {installation.data / 'mail'}; set EMAIL_URL to send them.")
    also = [("first_administrator", administrator)] if administrator else []
    run_product(installation, also=also, hint="\n".join(hints))
