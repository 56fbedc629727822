"""Rows that several people edit: who changed one last, when, and whether it changed since it was read."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


class Versioned(models.Model):
    """Each save raises the version, so that a second saver is told instead of overwriting."""

    row_version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("added"), editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)
    changed_by = models.CharField(_("changed by"), max_length=200, editable=False)

    class Meta:
        abstract = True


class CurrentManager(models.Manager[Row]):
    """The rows that were not removed."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Leave out what was removed and may still be brought back."""
        return super().get_queryset().filter(removed_at__isnull=True)
