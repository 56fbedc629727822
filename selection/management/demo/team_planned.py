"""The team that one provider would assign, planned on what its roster says."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import translation

from outsourcing.actors import Actor
from providers.models import Provider
from selection.actions.plans import PlanFacts, create_plan
from selection.domain.team_plan import TeamMember
from selection.forms.plan import ALL
from selection.models import Candidacy
from selection.queries.plans import grounds_for

MONTHS = 24
BEGINS_IN = timedelta(days=60)
DATA, CODE = "Data management", "Programming"
TEAM = (
    TeamMember("Lead data manager", DATA, 41),
    TeamMember("Data manager", DATA, 26),
    TeamMember("Data manager", DATA, 24),
    TeamMember("Data manager", DATA, 9),
    TeamMember("Data manager", DATA, 4),
    TeamMember("Data manager", DATA, 2),
    TeamMember("Database designer", CODE, 30),
    TeamMember("Programmer", CODE, 18),
    TeamMember("Programmer", CODE, 11),
    TeamMember("Programmer", CODE, 5),
    TeamMember("Medical coder", DATA, 22),
    TeamMember("Medical coder", DATA, 7),
    TeamMember("Quality lead", "Quality", 50),
    TeamMember("Project manager", "", 33),
)


def plan_a_team(providers: Mapping[str, Provider], by: Actor, now: datetime) -> None:
    """Fourteen people of Kaveri for two years."""
    candidacies = Candidacy.objects.select_related("provider", "project")
    candidacy = candidacies.filter(provider=providers["kaveri"]).earliest("pk")
    grounds = grounds_for(by, candidacy)
    if grounds is None:
        raise LookupError("A plan needs a roster that was counted.")
    facts = PlanFacts(
        title="Data management team, first study",
        months=MONTHS,
        currency="EUR",
        team=TEAM,
        assumptions=_assumptions(),
        begins=(now + BEGINS_IN).date(),
    )
    create_plan(by=by, candidacy=candidacy, grounds=grounds, facts=facts, now=now - timedelta(days=3))


def _assumptions() -> dict[str, dict[str, object]]:
    """The defaults of the form, each with its source."""
    with translation.override("en"):
        return {
            each.name: {
                "value": each.default / 100 if each.percent else each.default,
                "source": str(each.source),
                "year": each.year,
            }
            for each in ALL
        }
