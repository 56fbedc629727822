"""The product with a demo company in it."""

from outsourcing.launch.installation import Installation
from outsourcing.launch.product import Environment, manage, run_product


def run_demo(installation: Installation) -> None:
    """Start it, with the same made-up company every time."""
    run_product(installation, greet=_fill_and_tell)


def _fill_and_tell(environment: Environment) -> str:
    return manage(environment, ("seed_demo",)).strip()
