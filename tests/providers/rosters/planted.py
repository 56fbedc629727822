"""Two lists of one made-up provider: an honest one, and half a year later one with planted faults."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from providers.domain.attrition.plausibility import Code
from tests.providers.rosters.files import text
from tests.providers.rosters.staff import AS_OF, Person, as_known, company, row

EARLIER = date(2025, 12, 31)
YEAR_BEFORE = date(2025, 6, 30)
HEAPED_ON = date(2022, 4, 1)
PATTERN = "%d.%m.%Y"
HEADERS = (
    "Emp Code",
    "Department",
    "Location",
    "Contract type",
    "Date of joining",
    "Last working day",
    "Exit reason",
)
LEGAL, LISBON = 3, 4
HIDDEN, EDITED, HEAPED = 40, 25, 500
NO_FUNCTION, FUTURE_ENDS, FUTURE_STARTS, ONE_DAY = 11, 5, 3, 3
REPEATED, TWICE, CROSSING, BACKWARDS, NO_DAY, NO_START, NO_ID = 6, 5, 4, 7, 2, 4, 2
DEFAULTS = (date(1900, 1, 1),) * 5 + (date(1970, 1, 1),) * 4

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """The first list, the second as cells, who of the second counts, and what was planted in it."""

    first: Sequence[Person]
    second: Sequence[Cells]
    counted: Sequence[Person]
    findings: Mapping[Code, int]

    @property
    def hidden(self) -> list[str]:
        """The ids of those who vanished, sorted."""
        still = {person.key for person in self.counted}
        return sorted(person.key for person in self.first if person.key not in still)

    @property
    def aside(self) -> int:
        """Rows of the second list that cannot count."""
        return len(self.second) - len(self.counted)

    def first_file(self) -> bytes:
        """As a house that writes plain files sends it."""
        return text([row(person) for person in self.first]).read()

    def second_file(self) -> bytes:
        """As a spreadsheet on a German machine writes it."""
        return text(self.second, headers=HEADERS, separator=";", encoding="cp1252", end="\r\n").read()


def story(seats: int) -> Story:
    """Both lists of a provider with so many seats."""
    people = _everybody(seats)
    first = as_known(people, EARLIER)
    told = _told_otherwise(people)
    counted = [*told, *_newcomers()]
    second = [row(person, PATTERN) for person in counted]
    leavers = [person for person in told if person.end and person.end < EARLIER]
    second += [row(person, PATTERN) for person in leavers[:REPEATED]]
    return Story(first, [*second, *_impossible()], counted, _findings(counted))


def _everybody(seats: int) -> list[Person]:
    """The true history, with few people in one function and at one site, one veteran, and one busy day."""
    people = list(company(seats))
    people = _some(people, HEAPED, _is_of_2022, lambda one: replace(one, start=HEAPED_ON))
    people = _some(
        people,
        LISBON,
        lambda one: one.function == "Statistics" and one.end is None,
        lambda one: replace(one, site="Lisbon"),
    )
    legal = [Person(f"L{number}", "Legal", "Brno", date(2019, 3, 4 + number)) for number in range(LEGAL)]
    return [*people, *legal, Person("V1", "Testing", "Pune", date(1979, 9, 3))]


def _told_otherwise(people: Sequence[Person]) -> list[Person]:
    """The same people in the second list: some vanish, some seem to be there for longer, some lack a word."""
    vanish = [one.key for one in people if one.end and one.start <= EARLIER < one.end <= AS_OF][:HIDDEN]
    told = [one for one in people if one.key not in vanish]
    told = _some(told, EDITED, _is_new, lambda one: replace(one, start=one.start - timedelta(days=730)))
    told = _some(told, NO_FUNCTION, _is_settled, lambda one: replace(one, function=""))
    leaves = AS_OF + timedelta(days=31)
    return _some(told, FUTURE_ENDS, _is_settled, lambda one: replace(one, end=leaves, reason="Resignation"))


def _newcomers() -> list[Person]:
    """Of one day, and of a day to come."""
    day, ahead = date(2026, 3, 2), AS_OF + timedelta(days=15)
    short = [Person(f"Z{n}", "Testing", "Pune", day, day, "Resignation") for n in range(ONE_DAY)]
    return [*short, *(Person(f"F{n}", "Testing", "Pune", ahead) for n in range(FUTURE_STARTS))]


def _impossible() -> list[Cells]:
    """Rows of which nobody can tell what is true."""
    day, later = date(2023, 5, 8), date(2024, 2, 12)

    def cells(key: str, start: str, end: str = "", function: str = "Testing") -> Cells:
        return (key, function, "Pune", "permanent", start, end, "")

    start, end = day.strftime(PATTERN), later.strftime(PATTERN)
    return [
        *(cells(f"B{n}", end, start) for n in range(BACKWARDS)),
        *(cells(f"D{n}", default.strftime(PATTERN)) for n, default in enumerate(DEFAULTS)),
        *(cells(f"I{n}", "30.02.2024") for n in range(NO_DAY)),
        *(cells(f"S{n}", "") for n in range(NO_START)),
        *(cells("", start, end, f"Testing {n}") for n in range(NO_ID)),
        *(
            cells(f"T{n}", start, "", function)
            for n in range(TWICE)
            for function in ("Testing", "Statistics")
        ),
        *(cells(f"C{n}", *days) for n in range(CROSSING) for days in ((start, ""), (end, ""))),
    ]


def _findings(counted: Sequence[Person]) -> dict[Code, int]:
    return {
        Code.MISSING_ID: NO_ID,
        Code.DUPLICATE_ROW: REPEATED,
        Code.INVALID_DATE: NO_DAY,
        Code.MISSING_START: NO_START,
        Code.DEFAULT_DATE: len(DEFAULTS),
        Code.END_BEFORE_START: BACKWARDS,
        Code.START_IN_FUTURE: FUTURE_STARTS,
        Code.DUPLICATE_ID: 2 * TWICE,
        Code.OVERLAPPING_SPELLS: 2 * CROSSING,
        Code.END_IN_FUTURE: FUTURE_ENDS,
        Code.ZERO_TENURE: ONE_DAY,
        Code.LONG_TENURE: 1,
        Code.MISSING_FUNCTION: NO_FUNCTION,
        Code.IDENTICAL_START_DATES: sum(one.start == HEAPED_ON for one in counted),
    }


def _some(
    people: Iterable[Person], count: int, which: Callable[[Person], bool], change: Callable[[Person], Person]
) -> list[Person]:
    """The first few of these people changed, the others as they are."""
    changed, left = [], count
    for one in people:
        take = left > 0 and which(one)
        left -= take
        changed.append(change(one) if take else one)
    if left:
        raise ValueError("This provider is too small for the story.")
    return changed


def _is_of_2022(one: Person) -> bool:
    return one.end is None and abs((one.start - HEAPED_ON).days) < 600


def _is_new(one: Person) -> bool:
    return one.end is None and date(2025, 1, 1) < one.start <= EARLIER


def _is_settled(one: Person) -> bool:
    return one.end is None and one.start.year == 2024 and one.site != "Lisbon" and bool(one.function)
