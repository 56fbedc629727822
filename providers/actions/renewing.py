"""Has figures computed anew that an earlier version of the mathematics left behind."""

from django.db import transaction

from outsourcing.jobs.actions import owe
from providers.actions.measuring import MEASURE
from providers.actions.rosters import ANALYSE
from providers.domain.attrition.analysis import ENGINE_VERSION
from providers.domain.attrition.measures import MEASURES_VERSION
from providers.models import RosterAnalysis, RosterMeasurement, RosterState


@transaction.atomic
def renew_figures() -> int:
    """Owe the figures of stored rosters that are of an earlier version; says how many.

    Until a worker has put the new ones in their place the old ones stand.
    """
    of_rosters = {"roster__state": RosterState.STORED, "computed_at__isnull": False}
    analyses = RosterAnalysis.objects.filter(**of_rosters, engine_version__lt=ENGINE_VERSION)
    measurements = RosterMeasurement.objects.filter(**of_rosters, engine_version__lt=MEASURES_VERSION)
    old = [
        *((ANALYSE, pk) for pk in analyses.order_by("pk").values_list("pk", flat=True)),
        *((MEASURE, pk) for pk in measurements.order_by("pk").values_list("pk", flat=True)),
    ]
    for work, pk in old:
        owe(work, str(pk))
    return len(old)
