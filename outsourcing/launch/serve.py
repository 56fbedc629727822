"""The product for a small team on one machine, without demo data."""

from functools import partial

from outsourcing.launch.installation import Installation
from outsourcing.launch.product import Environment, manage, run_product


def run_serve(installation: Installation, administrator: str | None) -> None:
    """Start it on what was saved before; a first administrator gets a link to choose a password."""
    run_product(installation, greet=partial(_tell, administrator))


def _tell(administrator: str | None, environment: Environment) -> str:
    lines = ["Where nobody can sign in yet, the first page asks for the first administrator."]
    if administrator:
        lines = [manage(environment, ("first_administrator", administrator)).strip()]
    mail = environment["EMAIL_URL"]
    if mail.startswith("filemail://"):
        lines.append(f"Mails are written to {mail.removeprefix('filemail:///')}; set EMAIL_URL to send them.")
    return "\n".join(lines)
