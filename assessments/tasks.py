"""The jobs of assessments: scores, preparations, letters of reminders, and what each day brings."""

from collections.abc import Sequence

from celery import shared_task
from django.utils import timezone

from assessments.actions import store_scores
from assessments.actions.changes import MEASURING
from assessments.actions.cycling import open_due_cycles
from assessments.actions.letters import send_letter
from assessments.actions.measuring import measure_provider
from assessments.actions.preparing import prepare_assessment
from assessments.actions.preparing.owing import PREPARING
from assessments.actions.reminding import LETTERS, gather_reminders
from assessments.actions.reporting import REPORTS
from assessments.actions.telling import send_notice
from assessments.queries import scoring_inputs
from assessments.queries.computing import compute
from assessments.reports.making import make_report
from outsourcing.actors import SYSTEM
from outsourcing.jobs.handlers import handles


@handles("assessments.score", batch=50)
def score(keys: Sequence[str]) -> None:
    """Read the inputs of all of them, compute outside any transaction, store in a short one.

    What moved meanwhile is not stored and not failed: its mover wanted a newer version of this work, so it is
    queued again as soon as this claim is finished.
    """
    computed = [compute(given) for given in scoring_inputs(int(key) for key in keys)]
    store_scores(by=SYSTEM, computed=computed, now=timezone.now())


@handles(PREPARING, batch=20)
def prepare(keys: Sequence[str]) -> None:
    """Hold the gaps of each against its checklist's table of preparations."""
    for key in keys:
        prepare_assessment(by=SYSTEM, assessment_id=int(key), now=timezone.now())


@handles(MEASURING)
def measure(keys: Sequence[str]) -> None:
    """Push what a provider's latest roster measures into its open assessments."""
    for key in keys:
        measure_provider(provider_id=int(key), now=timezone.now())


@shared_task(name="assessments.repeat")
def repeat() -> None:
    """Open the reviews whose time has come; beat calls it every hour, and each cycle opens once."""
    now = timezone.now()
    open_due_cycles(today=timezone.localdate(now), now=now)


@shared_task(name="assessments.remind")
def remind() -> None:
    """Write the letters of the day; beat calls it every hour, and one that was silent catches up."""
    gather_reminders(now=timezone.now())


@handles(LETTERS)
def letter(keys: Sequence[str]) -> None:
    """Send one letter; a mail server that is away is tried again."""
    for key in keys:
        send_letter(letter_id=int(key), now=timezone.now())


@handles(REPORTS)
def report(keys: Sequence[str]) -> None:
    """Typeset one report; its asker's page waits for it."""
    for key in keys:
        make_report(report_id=int(key), now=timezone.now())


@handles("assessments.tell")
def tell(keys: Sequence[str]) -> None:
    """Mail one notice; a worker that dies in between mails it again under the same message id."""
    for key in keys:
        send_notice(notice_id=int(key), now=timezone.now())
