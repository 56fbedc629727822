"""Registers the looks."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shell, the components and the registries."""

    name = "outsourcing.ui"
    label = "ui"
