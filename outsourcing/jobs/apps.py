"""Registers owed work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The outbox of work that is owed, its workers and its page."""

    name = "outsourcing.jobs"
    label = "jobs"
