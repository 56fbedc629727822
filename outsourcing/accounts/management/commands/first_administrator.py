"""Gives an empty house its administrator, from the terminal."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from outsourcing.accounts import setup_code
from outsourcing.accounts.actions import appoint_first_administrator
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.links import password_path


class Command(BaseCommand):
    """`manage.py first_administrator anna@example.com --name "Anna Vos"`."""

    help = "Make the first administrator and print the one-time link with which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who it is."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Appoint and print the link; where an administrator exists, only say so."""
        email = options["email"]
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is no e-mail address.") from error
        try:
            user = appoint_first_administrator(email=email, name=options["name"] or email.partition("@")[0])
        except PeopleError as error:
            self.stdout.write(str(error))
            return
        setup_code.discard()
        self.stdout.write(f"{user.name} chooses a password here, within three days, once:")
        self.stdout.write(f"{settings.BASE_URL.rstrip('/')}{password_path(user)}")
