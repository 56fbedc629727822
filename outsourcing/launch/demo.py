"""The product with a demo company in it."""

from outsourcing.launch.installation import Installation
from outsourcing.launch.places import say
from outsourcing.launch.product import Environment, manage, run_product


def run_demo(installation: Installation) -> None:
    """Start it, with the same made-up company every time."""
    told: list[str] = []

    def fill(environment: Environment) -> None:
        manage(environment, "load_checklists")
        told.append(manage(environment, "seed_demo"))

    def greet(_environment: Environment) -> None:
        say(f"\nParity runs at {installation.address}\n")
        say(told[0].strip())
        say(f"\nEverything lies in {installation.data}. Delete that folder to begin anew. Ctrl-C stops.")

    run_product(installation, fill=fill, greet=greet)
