"""What is said of a provider, of a person there and of a place: the inputs of the actions."""

from dataclasses import dataclass

# Wide enough for any real firm, narrow enough to catch a slip of the finger.
EARLIEST_YEAR = 1600
LATEST_YEAR = 2200
MOST_PEOPLE = 10_000_000


@dataclass(frozen=True)
class ProviderFacts:
    """A provider, as one form describes it."""

    name: str
    legal_name: str = ""
    website: str = ""
    summary: str = ""
    founded: int | None = None
    employees: int | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContactFacts:
    """A person at the provider."""

    name: str
    position: str = ""
    email: str = ""
    phone: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class SiteFacts:
    """A place where the provider works."""

    name: str
    city: str
    country: str
    headcount: int | None = None
    work: str = ""
