"""Proves that every file that is named is there and is what was accepted."""

from django.core.management.base import BaseCommand, CommandError

from outsourcing.files.claims import all_claims, file_faults


class Command(BaseCommand):
    """`manage.py verify_files`: fails and names what is missing or changed."""

    help = "Check that every uploaded file is there and unchanged."

    def handle(self, *_args: object, **_options: object) -> None:
        """Read each file once."""
        faults = list(file_faults())
        if faults:
            raise CommandError("\n".join(faults))
        count = sum(1 for _claim in all_claims())
        self.stdout.write(f"{count} files are there and unchanged.")
