"""What a database goes through after it was put in place: migrations, triggers, proofs."""

from collections.abc import Callable
from io import StringIO

from django.core.management import call_command

from outsourcing.audit import triggers

# By name, because upper apps bring some of them.
PROOFS = ("verify_audit", "verify_scores", "verify_files")


def bring_up_to_date() -> None:
    """Migrate, and install what the database itself refuses."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    triggers.install_all()


def verify_all(say: Callable[[str], None]) -> None:
    """Prove the trail, every score and every file; the first that does not hold stops with its faults."""
    for proof in PROOFS:
        said = StringIO()
        call_command(proof, stdout=said)
        say(said.getvalue().strip())
