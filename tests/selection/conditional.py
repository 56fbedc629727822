"""A project whose culture checklist sets both sides against each other, and a candidate rated by six."""

from dataclasses import dataclass

from assessments.actions import load_checklist
from assessments.actions.preparing import finish_preparation, load_table
from assessments.actions.preparing.settling import Proof
from assessments.models import Preparation
from outsourcing.actors import SYSTEM
from selection.models import Candidacy
from tests.assessments.culture import world as culture
from tests.assessments.culture.world import Six
from tests.assessments.factories import checklist, question, section
from tests.assessments.preparing.world import TABLE, lines
from tests.selection.factories import NOW, World, assessment_of, candidate, template, work_off, world

PEOPLE = (section("all", question("pace")),)
READINESS = (section("all", question("owner")),)


@dataclass(frozen=True)
class Compared:
    """The project, its candidate and who rated."""

    of: World
    candidacy: Candidacy
    six: Six

    @property
    def board(self) -> str:
        """The decision board."""
        return f"/projects/{self.of.project.pk}/board/"

    @property
    def why(self) -> str:
        """Why the candidate stands where it stands."""
        return f"{self.board}{self.candidacy.pk}/"

    @property
    def page(self) -> str:
        """What is to be prepared."""
        return f"/assessments/{self.six.assessment.pk}/preparations/"

    def done(self, *titles: str) -> None:
        """These are done."""
        for title in titles:
            row = Preparation.objects.get(assessment=self.six.assessment, title=title)
            finish_preparation(by=self.of.lead.as_actor(), preparation=row, proof=Proof(note="Done"), now=NOW)


def project() -> World:
    """Culture with two mirrored scales and its table; people and readiness with one question each."""
    parts = (
        ("culture", culture.sections(), "provider_fit"),
        ("people", PEOPLE, "provider_fit"),
        ("readiness", READINESS, "readiness"),
    )
    for position, (key, sections, purpose) in enumerate(parts, start=1):
        data = checklist(*sections, key=key, purpose=purpose)
        load_checklist(by=SYSTEM, data=data, position=position, now=NOW)
    load_table(by=SYSTEM, template=template("culture"), data=lines(*TABLE))
    return world()


def compared(of: World | None = None, name: str = "Kaveri Research", *, rated: bool = True) -> Compared:
    """One more candidate; six people rated its culture, critically apart on words and silent on news."""
    of = of or project()
    added = candidate(of, name, {"culture": {"seen": 4}, "people": {"pace": 4}})
    six = culture.rating(of.lead, assessment_of(added, "culture"))
    if rated:
        culture.all_rated(six)
    work_off()
    return Compared(of, added, six)
