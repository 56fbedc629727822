"""Registers the app."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Which provider for this need."""

    name = "selection"
