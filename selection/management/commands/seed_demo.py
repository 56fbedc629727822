"""Fills an empty installation with the demo world; a second run changes nothing."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from outsourcing.accounts.models import User
from selection.management.demo.build import build
from selection.management.demo.world import PASSWORD, PEOPLE, SPONSOR


class Command(BaseCommand):
    """`manage.py seed_demo`: an invented sponsor with its people, providers and projects."""

    help = "Fill an empty installation with demo data; safe to run twice."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build the world once, and say how to sign in."""
        if not User.objects.filter(email=PEOPLE[0].email).exists():
            self._build()
        self.stdout.write(f"Demo sign-ins of {SPONSOR}, all with the password {PASSWORD}:")
        for person in PEOPLE:
            roles = ", ".join(role.replace("_", " ") for role in person.roles)
            self.stdout.write(f"  {person.email:<34} {person.name}, {roles}")

    def _build(self) -> None:
        if User.objects.exists():
            raise CommandError(
                "This installation has people in it already. Demo data are only for an empty one; "
                "nothing was changed.",
            )
        with transaction.atomic():
            call_command("load_checklists", verbosity=0, stdout=self.stdout)
            build(timezone.now())
