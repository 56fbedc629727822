"""A place where a provider works."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from providers.domain.facts import MOST_PEOPLE
from providers.models.provider import Provider
from providers.models.versioned import CurrentManager, Versioned


class Site(Versioned):
    """Where work is done, and which; removed ones can be brought back."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=120)
    city = models.CharField(_("city"), max_length=120)
    country = CountryField(_("country"))
    headcount = models.PositiveIntegerField(_("headcount"), null=True, blank=True)
    work = models.CharField(_("what is done there"), max_length=300, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = CurrentManager["Site"]()
    with_removed = models.Manager["Site"]()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["country"], name="providers_site_country")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(city=""), name="providers_site_named"),
            models.CheckConstraint(condition=~Q(country=""), name="providers_site_in_a_country"),
            models.CheckConstraint(
                condition=Q(headcount__isnull=True) | Q(headcount__lte=MOST_PEOPLE),
                name="providers_headcount_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name
