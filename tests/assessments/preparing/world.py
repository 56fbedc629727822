"""Six people who rated, and a table that asks for five preparations of what lies between them."""

from dataclasses import dataclass

from assessments.actions.preparing import load_table, prepare_assessment, share_preparations
from assessments.models import Assessment, Preparation, Preparedness
from outsourcing.actors import SYSTEM, Actor
from tests.assessments.culture import world as culture
from tests.assessments.culture.world import Six
from tests.assessments.factories import NOW

FORM, TRY, WALK, PATH, WRITE = (
    "Agree the form of instructions",
    "Try the form on a real task",
    "Walk through a finished task",
    "Agree how bad news travels",
    "Write down main points",
)
TABLE = (
    ("words", "minor", WRITE, "both", "start"),
    ("words", "material", TRY, "both", "team"),
    ("words", "critical", WALK, "provider", "decision"),
    ("words", "critical", FORM, "sponsor", "decision"),
    ("news", "silent", PATH, "both", "decision"),
    ("news", "critical", "Never asked for here", "both", "start"),
)


@dataclass(frozen=True)
class Prepared:
    """Who rates, and what is to be prepared."""

    six: Six

    @property
    def assessment(self) -> Assessment:
        """What it is about."""
        return self.six.assessment

    @property
    def by(self) -> Actor:
        """Who manages it."""
        return self.six.lead.as_actor()

    @property
    def theirs(self) -> Actor:
        """A contact of the provider who rated."""
        return culture.contact_actor(self.six.theirs[0])

    @property
    def page(self) -> str:
        """The page inside."""
        return f"/assessments/{self.assessment.pk}/preparations/"

    @property
    def portal(self) -> str:
        """The page in the portal."""
        return f"/portal/assessments/{self.assessment.pk}/preparations/"

    @property
    def figures(self) -> Preparedness:
        """What is kept."""
        return Preparedness.objects.get(assessment=self.assessment)

    def of(self, title: str) -> Preparation:
        """One of the preparations."""
        return Preparation.objects.get(assessment=self.assessment, title=title)

    def states(self) -> dict[str, str]:
        """Every preparation with its state."""
        return dict(Preparation.objects.filter(assessment=self.assessment).values_list("title", "state"))

    def read(self) -> Preparedness | None:
        """Hold the gaps against the table, as the job does."""
        return prepare_assessment(by=SYSTEM, assessment_id=self.assessment.pk, now=NOW)

    def share(self) -> None:
        """Share the list with the provider."""
        share_preparations(by=self.by, assessment=self.assessment, now=NOW)


def lines(*rows: tuple[str, str, str, str, str]) -> dict[str, object]:
    """A table as its file holds it."""
    names = ("question", "from", "title", "side", "before")
    more = {"audience": "Team leads", "proof": "A note", "within_days": 14}
    return {"preparations": [{**dict(zip(names, row, strict=True)), **more} for row in rows]}


def prepared(*, shared: bool = False, six: Six | None = None) -> Prepared:
    """All six handed in; the gaps are read."""
    if six is None:
        six = culture.opened()
    culture.all_rated(six)
    load_table(by=SYSTEM, template=six.assessment.version.template, data=lines(*TABLE))
    made = Prepared(six)
    made.read()
    if shared:
        made.share()
    return made
