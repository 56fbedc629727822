"""The product with a demo company in it."""

from outsourcing.launch.installation import Installation
from outsourcing.launch.product import run_product


def run_demo(installation: Installation) -> None:
    """Start it, with the same made-up company every time, and tell its sign-ins."""
    run_product(installation, also=("seed_demo",), tell=str)
