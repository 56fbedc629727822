"""A people checklist that rosters answer, and rosters with leavers that can be counted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assessments.actions import open_assessment, subject_of_provider
from assessments.domain.questionnaire import Side
from assessments.models import Answer, Assessment, Evidence, TemplateVersion
from outsourcing.accounts.models import User
from outsourcing.actors import SYSTEM, Actor
from providers.actions import withdraw_roster
from providers.models import Provider, Roster
from tests.assessments import factories
from tests.assessments.factories import NOW, Json, published, question, section
from tests.people import person
from tests.portal.world import work_off as do_owed
from tests.providers.factories import provider
from tests.providers.rosters.factories import stored_roster
from tests.providers.rosters.files import AS_OF, text

SHARE = {"type": "percentage", "points": [{"x": 8, "value": 1}, {"x": 30, "value": 0}], "maximum": 300}
YEARS = {"type": "number", "points": [{"x": 0, "value": 0}, {"x": 4, "value": 1}], "unit": "years"}
BOTH = ["provider", "evaluator"]
REFUSES = {"rule": "equals", "operand": "no", "applies": "always", "sentence": "Staff is not disclosed"}
HALF_A_YEAR_AGO = date(2025, 12, 31)
Row = tuple[str, ...]


@dataclass(frozen=True)
class Measuring:
    """A lead's assessment of a provider."""

    lead: User
    provider: Provider
    assessment: Assessment

    @property
    def fresh(self) -> Assessment:
        """It as it stands now."""
        return Assessment.objects.select_related("subject__provider", "version__template").get(
            pk=self.assessment.pk
        )

    def measured(self) -> dict[str, object]:
        """What stands on the measured side, by question."""
        rows = Answer.including_sealed.filter(response__assessment=self.assessment, response__side="measured")
        return dict(rows.exclude(state="cleared").values_list("question__key", "value"))

    def proofs(self, *, standing: bool = True) -> list[Evidence]:
        """The rosters that prove its answers."""
        rows = Evidence.including_sealed.filter(response__assessment=self.assessment, roster__isnull=False)
        return list(rows.filter(withdrawn_at__isnull=standing).order_by("question__position", "pk"))


def asked(key: str, answer: Json, figure: str, **more: object) -> Json:
    """A question that is asked of both sides and that a roster answers too."""
    flags = [f"measured_by:roster.{figure}"]
    return {**question(key, answer, flags=flags, sides=BOTH), **more}


def people_checklist(*more: Json) -> TemplateVersion:
    """Four questions that rosters answer, one that they do not, and whatever else is given."""
    measured = section(
        "attrition",
        asked("handed", factories.YES_NO, "handed_over", knockout=REFUSES),
        asked("voluntary", SHARE, "voluntary_year"),
        asked("total", SHARE, "total_year"),
        asked("service", YEARS, "median_service"),
        question("pace", sides=BOTH),
    )
    return published(measured, *more, opening_sides=["evaluator", "provider"])


def measuring(
    name: str = "Kaveri Research",
    *,
    of: Provider | None = None,
    by: User | None = None,
    version: TemplateVersion | None = None,
    hides_names: bool = False,
    sealed_until_opened: bool = False,
) -> Measuring:
    """An open assessment of a provider whose rosters may answer."""
    lead = by or person("procurement_lead", name="Marieke Kuipers")
    about = of or provider(name)
    actor = lead.as_actor()
    assessed = open_assessment(
        by=actor,
        version=version or people_checklist(),
        subject=subject_of_provider(by=actor, provider=about),
        title=f"People: {about.name}",
        due_on=None,
        now=NOW,
        hides_names=hides_names,
        sealed_until_opened=sealed_until_opened,
    )
    return Measuring(lead, about, assessed)


def staff(resigned: int = 8, dismissed: int = 4) -> Sequence[Row]:
    """Forty in QA at Pune and forty in coding at Brno since some years; some left half a year ago."""
    return [*_team("QA", "Pune", resigned, "Resignation"), *_team("Coding", "Brno", dismissed, "Dismissal")]


def roster(of: Provider, rows: Sequence[Row] = (), as_of: date = AS_OF) -> Roster:
    """A roster with its figures, and everything that follows from it done."""
    made = stored_roster(of, text(rows or staff()).read(), as_of)
    work_off()
    return made


def taken_back(made: Roster, by: Actor = SYSTEM) -> None:
    """The roster withdrawn, and what follows done."""
    withdraw_roster(by=by, roster=made)
    work_off()


def work_off() -> None:
    """What is owed of rosters and of what they measure, until nothing is."""
    do_owed("providers.measure_roster", "assessments.measure")


def _team(function: str, site: str, left: int, reason: str) -> Sequence[Row]:
    return [
        (
            f"{function}-{number:02}",
            function,
            site,
            "permanent",
            (date(2020, 1, 6) + timedelta(days=7 * number)).isoformat(),
            *((HALF_A_YEAR_AGO.isoformat(), reason) if number < left else ("", "")),
        )
        for number in range(40)
    ]


SIDES = (Side.EVALUATOR, Side.PROVIDER)
