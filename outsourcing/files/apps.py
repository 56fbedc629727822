"""Registers the keeping of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files from outside; it has no tables of its own."""

    name = "outsourcing.files"
    label = "files"
