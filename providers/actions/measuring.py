"""Has the figures computed that questionnaires take from a roster, and tells when they stand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from outsourcing.jobs.actions import owe
from providers.domain.attrition.measures import EVERYBODY, Scope
from providers.models import Roster, RosterMeasurement
from providers.signals import roster_analysed

MEASURE = "providers.measure_roster"


@transaction.atomic
def want_measurement(*, roster: Roster, scope: Scope = EVERYBODY) -> RosterMeasurement:
    """The figures of a stored roster for a choice of functions and sites; owed where they are new."""
    wanted, is_new = RosterMeasurement.objects.get_or_create(
        roster=roster,
        scope_key=scope.key,
        defaults={"functions": list(scope.functions), "sites": list(scope.sites)},
    )
    if is_new:
        owe(MEASURE, str(wanted.pk))
    return wanted


@transaction.atomic
def store_measurement(
    *, measurement_id: int, figures: Mapping[str, object], engine_version: int, now: datetime
) -> None:
    """Put figures in their place and tell; a second run finds the same ones."""
    measurement = RosterMeasurement.objects.select_related("roster").get(pk=measurement_id)
    measurement.figures, measurement.engine_version = dict(figures), engine_version
    measurement.computed_at = now
    measurement.save(update_fields=["figures", "engine_version", "computed_at"])
    roster_analysed.send(sender=Roster, provider_id=measurement.roster.provider_id)
