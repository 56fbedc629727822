"""What a roster measures of the people in scope."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from providers.models.roster import Roster


class RosterMeasurement(models.Model):
    """The few figures that questionnaires take from a roster, for one choice of functions and sites.

    They are wanted first and computed by a worker; they depend on nothing but the roster and the choice.
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="measurements")
    functions = models.JSONField(_("functions in scope"), default=list, blank=True)
    sites = models.JSONField(_("sites in scope"), default=list, blank=True)
    # The choice as one text, so that the same choice is computed once.
    scope_key = models.CharField(_("hash of the choice"), max_length=64)
    figures = models.JSONField(_("figures"), null=True, blank=True)
    engine_version = models.PositiveIntegerField(_("version of the engine"), default=0)
    computed_at = models.DateTimeField(_("computed"), null=True, blank=True)

    class Meta:
        verbose_name = _("measurement of a roster")
        verbose_name_plural = _("measurements of rosters")
        ordering = ["roster", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "scope_key"], name="providers_one_measurement_each"),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.scope_key[:8]}"
