"""A service that providers offer, such as data management."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from providers.domain.names import fold


class Service(models.Model):
    """One word of the directory's filter; two spellings are one service."""

    name = models.CharField(_("name"), max_length=80)
    name_key = models.CharField(max_length=160, unique=True, editable=False)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["name_key"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_key=""), name="providers_service_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Keep the key in step with the name."""
        self.name_key = fold(self.name)
        super().save(**options)
