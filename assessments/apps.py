"""Registers the app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What is asked, what is answered, what it is worth."""

    name = "assessments"

    def ready(self) -> None:
        from assessments import protection

        protection.protect_assessments()
