"""The product for a small team on one machine, without demo data."""

from outsourcing.launch.installation import Installation
from outsourcing.launch.places import say
from outsourcing.launch.product import Environment, manage, run_product


def run_serve(installation: Installation, administrator: str | None) -> None:
    """Start it on what was saved before; a first administrator gets a link to choose a password."""

    def fill(environment: Environment) -> None:
        manage(environment, "load_checklists")

    def greet(environment: Environment) -> None:
        say(f"\nParity runs at {installation.address}\n")
        if administrator:
            say(manage(environment, "first_administrator", administrator).strip())
        else:
            say("Where nobody can sign in yet, the first page asks for the first administrator.")
        if "EMAIL_URL" in environment and environment["EMAIL_URL"].startswith("filemail:"):
            say(f"Mails are written to {installation.data / 'mail'}; set EMAIL_URL to send them.")
        say(f"Everything lies in {installation.data}. Ctrl-C stops.")

    run_product(installation, fill=fill, greet=greet)
