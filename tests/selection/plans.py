"""Plans for teams, on an analysis of a roster as a worker would have made it."""

from datetime import date

from django.utils import timezone

from outsourcing.accounts.models import User
from providers.domain.attrition.grading import Grade
from providers.models import RosterAnalysis
from selection.actions.plans import PlanFacts, create_plan
from selection.domain.footing import Footing
from selection.domain.team_plan import TeamMember
from selection.models import Candidacy, TeamPlan
from selection.queries.plans import Grounds
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.files import AS_OF, text

SAID = {
    "vacancy": {"value": 1.5, "source": "their bid", "year": 2026},
    "ramp": {"value": 6.0, "source": "our last project", "year": 2026},
    "first_productivity": {"value": 0.25, "source": "our last project", "year": 2026},
    "annual_cost": {"value": 80_000.0, "source": "their bid", "year": 2026},
    "replacement_share": {"value": 0.21, "source": "Boushey & Glynn", "year": 2012},
}
TEAM = (TeamMember("Lead programmer", "Dev", 30.0), TeamMember("Tester", "QA", 4.0))


def people() -> bytes:
    """Two functions over three years: a fifth of the developers and half of the testers left."""
    rows = [
        (
            f"{function}{number}",
            function,
            "Pune",
            "",
            "2023-07-01",
            f"2025-{1 + number % 9:02d}-10" if number < gone else "",
            "Resigned" if number < gone else "",
        )
        for function, size, gone in (("Dev", 60, 12), ("QA", 30, 15))
        for number in range(size)
    ]
    return text(rows).read()


def analysis_of(candidacy: Candidacy) -> RosterAnalysis:
    """Three years of a roster of this candidate's provider."""
    roster = stored_roster(candidacy.provider, people())
    return RosterAnalysis.objects.get(roster=roster, after=date(AS_OF.year - 3, AS_OF.month, AS_OF.day))


def grounds_of(candidacy: Candidacy) -> Grounds:
    """What a plan for this candidate rests on: a roster that nothing else confirms."""
    return Grounds(analysis_of(candidacy), Footing(Grade.C))


def plan_of(candidacy: Candidacy, lead: User, months: int = 12) -> TeamPlan:
    """A plan for two people."""
    facts = PlanFacts("Two people for a year", months, "EUR", TEAM, SAID)
    return create_plan(
        by=lead.as_actor(),
        candidacy=candidacy,
        grounds=grounds_of(candidacy),
        facts=facts,
        now=timezone.now(),
    )
