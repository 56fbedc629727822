"""Who and what there is in the demo world."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SPONSOR = "Helder Therapeutics"
PASSWORD = "parity-demo-2026"  # noqa: S105  # printed at every start of the demo, and only there
SEED = 20261123


@dataclass(frozen=True)
class DemoPerson:
    """A person of the sponsor and the roles they hold."""

    key: str
    name: str
    roles: tuple[str, ...]

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@helder.example"


@dataclass(frozen=True)
class DemoSite:
    """Where a provider works."""

    name: str
    city: str
    country: str
    headcount: int
    work: str


@dataclass(frozen=True)
class DemoContact:
    """Whom to speak to at a provider."""

    name: str
    position: str
    email: str


@dataclass(frozen=True)
class DemoProvider:
    """A provider, as its own brochure would have it."""

    key: str
    name: str
    legal_name: str
    website: str
    founded: int
    employees: int
    services: str
    summary: str
    sites: tuple[DemoSite, ...]
    contacts: tuple[DemoContact, ...]


@dataclass(frozen=True)
class DemoProject:
    """A sourcing project with how far each candidate's checklists have come.

    `progress` gives, by provider and template, the share of questions answered: 1 means answered and submitted,
    0 opened and untouched; what is absent was not opened.
    """

    name: str
    need: str
    lead: str
    members: tuple[tuple[str, str], ...]
    days_to_decision: int
    progress: Mapping[str, Mapping[str, float]]
    readiness: float
    switched_on: tuple[tuple[str, str], ...] = field(default=())


PEOPLE = (
    DemoPerson("marieke.kramer", "Marieke Kramer", ("procurement_lead",)),
    DemoPerson("joseph.okafor", "Joseph Okafor", ("evaluator",)),
    DemoPerson("ingrid.de.vries", "Ingrid de Vries", ("executive",)),
    DemoPerson("ruth.smit", "Ruth Smit", ("template_admin",)),
    DemoPerson("anil.mehta", "Anil Mehta", ("auditor",)),
    DemoPerson("petra.novak", "Petra Novak", ("administrator",)),
    DemoPerson("tomas.ferreira", "Tomás Ferreira", ("procurement_lead",)),
    DemoPerson("hanna.lindqvist", "Hanna Lindqvist", ("evaluator",)),
)

PROVIDERS = (
    DemoProvider(
        "meridian",
        "Meridian Clinical",
        "Meridian Clinical Services B.V.",
        "https://meridian-clinical.example",
        2004,
        1_860,
        "Clinical data management, biostatistics, medical writing",
        "A mid-sized research organisation with its own data platform. Works in fixed teams that stay with a sponsor.",
        (
            DemoSite("Head office", "Utrecht", "NL", 640, "Data management leads, biostatistics"),
            DemoSite("Delivery centre", "Wrocław", "PL", 1_220, "Data entry, programming, medical coding"),
        ),
        (
            DemoContact(
                "Katarzyna Wójcik", "Director of data management", "k.wojcik@meridian-clinical.example"
            ),
            DemoContact("Bram Hendriks", "Business development", "b.hendriks@meridian-clinical.example"),
        ),
    ),
    DemoProvider(
        "kaveri",
        "Kaveri Research",
        "Kaveri Research Private Limited",
        "https://kaveri-research.example",
        2009,
        1_284,
        "Clinical data management, pharmacovigilance, programming",
        "Fast-growing data services from Bengaluru and Mysuru, strong in programming and in written proposals.",
        (
            DemoSite("Main campus", "Bengaluru", "IN", 910, "Data management, programming"),
            DemoSite("Safety centre", "Mysuru", "IN", 374, "Pharmacovigilance intake"),
        ),
        (
            DemoContact("Anita Rao", "Head of delivery", "anita.rao@kaveri-research.example"),
            DemoContact("Suresh Iyer", "Quality lead", "suresh.iyer@kaveri-research.example"),
            DemoContact("Meera Nair", "Senior data manager", "meera.nair@kaveri-research.example"),
        ),
    ),
    DemoProvider(
        "northbridge",
        "Northbridge BPO",
        "Northbridge Business Services Inc.",
        "https://northbridge-bpo.example",
        1997,
        6_400,
        "Finance operations, service desk, data processing",
        "A large business-process house that moved into clinical data three years ago by buying a smaller firm.",
        (
            DemoSite("Headquarters", "Columbus", "US", 1_150, "Account management, finance operations"),
            DemoSite("Operations centre", "Manila", "PH", 5_250, "Shared services, data processing"),
        ),
        (
            DemoContact("Denise Carter", "Client partner", "denise.carter@northbridge-bpo.example"),
            DemoContact("Ramon Dela Cruz", "Operations director", "ramon.delacruz@northbridge-bpo.example"),
        ),
    ),
    DemoProvider(
        "altura",
        "Altura Services",
        "Altura Servicios S.A.S.",
        "https://altura-services.example",
        2012,
        540,
        "Data management, finance back office, translation",
        "A small, personal provider in Medellín. Quick to answer, light on written procedure.",
        (DemoSite("Main office", "Medellín", "CO", 540, "All services"),),
        (DemoContact("Camila Restrepo", "Managing director", "camila.restrepo@altura-services.example"),),
    ),
    DemoProvider(
        "solent",
        "Solent Finance Operations",
        "Solent Finance Operations Ltd",
        "https://solent-finance.example",
        2001,
        2_050,
        "Accounts payable, general ledger, treasury support",
        "Finance processes for mid-sized groups, run from Southampton and Cape Town in one ledger team.",
        (
            DemoSite("Headquarters", "Southampton", "GB", 820, "General ledger, treasury"),
            DemoSite("Cape Town centre", "Cape Town", "ZA", 1_230, "Accounts payable and receivable"),
        ),
        (DemoContact("Fiona Marsh", "Head of transitions", "fiona.marsh@solent-finance.example"),),
    ),
    DemoProvider(
        "baltica",
        "Baltica Process Partners",
        "Baltica Process Partners OÜ",
        "https://baltica-partners.example",
        2015,
        310,
        "Finance automation, reporting, master data",
        "Thirty teams of ten, most of them engineers. Wants to automate a process before it takes it over.",
        (
            DemoSite("Head office", "Tallinn", "EE", 190, "Automation, reporting"),
            DemoSite("Vilnius office", "Vilnius", "LT", 120, "Accounts payable"),
        ),
        (
            DemoContact(
                "Marius Petrauskas", "Chief operating officer", "marius.petrauskas@baltica-partners.example"
            ),
        ),
    ),
)

_ALL_DONE = {
    "culture": 1.0,
    "people": 1.0,
    "infrastructure": 1.0,
    "organisation": 1.0,
    "rfp": 1.0,
    "site-visit": 1.0,
    "team": 1.0,
}

PROJECTS = (
    DemoProject(
        name="Phase III data management",
        need=(
            "Data management for the HLD-217 phase III programme: two studies, 1,900 patients, 36 months. We keep the "
            "data standards and the medical review in house; entry, cleaning, coding and programming go outside. We "
            "considered hiring eleven people: the market in Utrecht would need more than a year for that, and the first "
            "study opens in May. Not in scope: safety reporting and biostatistics."
        ),
        lead="marieke.kramer",
        members=(
            ("joseph.okafor", "evaluator"),
            ("ingrid.de.vries", "executive"),
            ("hanna.lindqvist", "evaluator"),
        ),
        days_to_decision=9,
        progress={
            "meridian": _ALL_DONE,
            "kaveri": {**_ALL_DONE, "people": 0.5, "team": 0.9},
            "northbridge": {**_ALL_DONE, "site-visit": 0.0, "team": 0.6},
            "altura": {**_ALL_DONE, "rfp": 0.9},
        },
        readiness=1.0,
        switched_on=(("people", "A2"), ("culture", "C2")),
    ),
    DemoProject(
        name="Finance shared services",
        need=(
            "Accounts payable and the monthly close for nine legal entities, today done by 23 people in four countries on "
            "two ledgers. We want one process before it moves, and we keep treasury and tax. A year of parallel running is "
            "in the plan. Doing nothing costs us a late close in one month out of three."
        ),
        lead="tomas.ferreira",
        members=(
            ("hanna.lindqvist", "evaluator"),
            ("marieke.kramer", "lead"),
            ("ingrid.de.vries", "executive"),
        ),
        days_to_decision=46,
        progress={
            "solent": {
                "culture": 0.6,
                "people": 1.0,
                "infrastructure": 0.8,
                "organisation": 1.0,
                "rfp": 1.0,
                "team": 0.0,
            },
            "baltica": {
                "culture": 0.4,
                "people": 0.7,
                "infrastructure": 1.0,
                "organisation": 0.6,
                "rfp": 1.0,
            },
            "northbridge": {"people": 0.3, "organisation": 0.4, "rfp": 0.0},
        },
        readiness=0.6,
    ),
)
