"""The product for a small team on one machine, without demo data."""

import os

from outsourcing.launch.installation import Installation
from outsourcing.launch.product import run_product


def run_serve(installation: Installation, administrator: str | None) -> None:
    """Start it on what was saved before; where nobody is known yet, tell how the first one comes in."""

    def tell(said: str) -> str:
        lines = [said if administrator else _first_visit(said)]
        if "EMAIL_URL" not in os.environ:
            lines.append(f"Mails are written to {installation.data / 'mail'}; set EMAIL_URL to send them.")
        return "\n".join(filter(None, lines))

    also = ("first_administrator", administrator) if administrator else ("setup_code",)
    run_product(installation, also=also, tell=tell)


def _first_visit(code: str) -> str:
    if not code:
        return ""
    return f"Nobody can sign in yet. The first page asks for the administrator, and for this code: {code}"
