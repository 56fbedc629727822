"""Registers the app."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """Who the providers are, and who works there."""

    name = "providers"
