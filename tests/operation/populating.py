"""Fills the configured database with the demo and does all the work that is owed; run as a program."""

import django
from django.core.management import call_command

from outsourcing.celery import celery_app


def populate() -> None:
    """Migrate, load, seed, compute every score and every standing, chain the trail."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_checklists", verbosity=0)
    call_command("seed_demo", verbosity=0)
    work_off()
    call_command("sweep")


def work_off() -> None:
    """Do owed work in this process until none is left."""
    from outsourcing.jobs.models import OwedWork, WorkState  # noqa: PLC0415 - models exist after setup

    celery_app.loader.import_default_modules()
    while owed := OwedWork.objects.filter(state=WorkState.QUEUED).order_by("task").first():
        celery_app.tasks[owed.task](owed.key)


if __name__ == "__main__":
    django.setup()
    populate()
