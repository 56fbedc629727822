"""Fills the configured database with the demo and does all the work that is owed."""

from django.core.management import call_command

from outsourcing.celery import celery_app
from outsourcing.jobs.models import OwedWork, WorkState


def populate() -> None:
    """Migrate, load, seed, compute every score and every standing, chain the trail."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_checklists", verbosity=0)
    call_command("seed_demo", verbosity=0)
    _work_off()
    call_command("sweep")


def _work_off() -> None:
    """Do owed work in this process until none is left."""
    celery_app.loader.import_default_modules()
    while owed := OwedWork.objects.filter(state=WorkState.QUEUED).order_by("task").first():
        celery_app.tasks[owed.task](owed.key)
