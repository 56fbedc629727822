"""A provider: a firm that could do the work."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from providers.domain.facts import EARLIEST_YEAR, LATEST_YEAR, MOST_PEOPLE
from providers.domain.names import fold
from providers.models.service import Service
from providers.models.versioned import Versioned


class ProviderState(models.TextChoices):
    """Whether a provider is looked at; nothing said about it is ever deleted."""

    ACTIVE = "active", _("Active")
    ARCHIVED = "archived", _("Archived")


class Provider(Versioned):
    """Who the firm is; what it is worth is said by assessments."""

    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=240, editable=False)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    services = models.ManyToManyField(
        Service, verbose_name=_("services"), related_name="providers", blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ProviderState, default=ProviderState.ACTIVE, editable=False
    )
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["name_key"]
        indexes = [models.Index(fields=["state", "name_key"], name="providers_directory")]
        constraints = [
            models.UniqueConstraint(fields=["name_key"], name="providers_name_once"),
            models.CheckConstraint(condition=~Q(name_key=""), name="providers_named"),
            models.CheckConstraint(
                condition=Q(state=ProviderState.ACTIVE, archived_at__isnull=True)
                | Q(state=ProviderState.ARCHIVED, archived_at__isnull=False),
                name="providers_archived_with_time",
            ),
            models.CheckConstraint(
                condition=Q(website="")
                | Q(website__startswith="http://")
                | Q(website__startswith="https://"),
                name="providers_website_on_the_web",
            ),
            models.CheckConstraint(
                condition=Q(founded__isnull=True) | Q(founded__range=(EARLIEST_YEAR, LATEST_YEAR)),
                name="providers_founded_in_range",
            ),
            models.CheckConstraint(
                condition=Q(employees__isnull=True) | Q(employees__lte=MOST_PEOPLE),
                name="providers_employees_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Keep the key in step with the name."""
        self.name_key = fold(self.name)
        super().save(**options)

    def get_absolute_url(self) -> str:
        """The provider's page."""
        return reverse("providers:detail", args=[self.pk])

    @property
    def is_archived(self) -> bool:
        """Whether the provider was put aside."""
        return self.state == ProviderState.ARCHIVED

    @property
    def service_names(self) -> tuple[str, ...]:
        """What the provider offers, by name."""
        return tuple(service.name for service in self.services.all())

    @property
    def country_names(self) -> tuple[str, ...]:
        """Where the provider works: each country of its sites once, by name."""
        return tuple(sorted({str(site.country.name) for site in self.sites.all()}))
