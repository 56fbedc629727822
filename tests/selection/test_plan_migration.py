"""Plans of before come along when they begin to keep their versions, and the way back is open."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from providers.domain.attrition.grading import Grade
from selection.actions.plans import PlanFacts, create_plan
from selection.domain.footing import Footing
from selection.models import TeamPlan
from selection.queries.plans import Grounds
from tests.providers.rosters.factories import claim
from tests.selection.factories import NOW, candidate, world
from tests.selection.plans import SAID, TEAM, plan_of

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = "0003_plans_tell_their_footing", "0004_plans_keep_their_versions"


def move(name: str) -> None:
    MigrationExecutor(connection).migrate([("selection", name)])


def test_a_plan_of_before_is_its_first_version_and_one_on_a_claim_goes_with_the_way_back() -> None:
    of = world()
    candidacy = candidate(of, "Kaveri Research")
    plan = plan_of(candidacy, of.lead)
    claim(candidacy.provider)
    claimed = Grounds(None, Footing(Grade.E, 0.09, "Bid"))
    facts = PlanFacts("On a claim", 12, "EUR", TEAM, SAID)
    create_plan(by=of.lead.as_actor(), candidacy=candidacy, grounds=claimed, facts=facts, now=NOW)

    move(BEFORE)
    move(AFTER)

    kept = TeamPlan.objects.get()
    assert kept.pk == plan.pk
    version = kept.versions.get()
    assert (version.number, version.contents["months"], version.contents["grounds"]["roster"]) == (
        1,
        12,
        "2026-06-30",
    )
