"""Providers for tests, with only what a test says about them."""

from datetime import UTC, datetime
from itertools import count

from providers.domain.facts import ContactFacts, ProviderFacts, SiteFacts
from providers.domain.names import fold
from providers.models import Contact, Provider, ProviderState, Service, Site

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_numbers = count(1)


def provider(name: str = "", *, services: tuple[str, ...] = (), **columns: object) -> Provider:
    """A provider in the directory."""
    given = {"name": name or f"Provider {next(_numbers)}", **_stamps(), **columns}
    made = Provider.objects.create(**given)
    for service in services:
        made.services.add(
            Service.objects.get_or_create(name_key=fold(service), defaults={"name": service})[0]
        )
    return made


def archived(name: str = "") -> Provider:
    """A provider in the archive."""
    return provider(name, state=ProviderState.ARCHIVED, archived_at=NOW)


def contact(of: Provider, name: str = "", **columns: object) -> Contact:
    """A person at a provider."""
    given = {"name": name or f"Contact {next(_numbers)}", **_stamps(), **columns}
    return Contact.objects.create(provider=of, **given)


def site(of: Provider, name: str = "", *, country: str = "IN", **columns: object) -> Site:
    """A place of a provider."""
    given = {"name": name or f"Site {next(_numbers)}", "city": "Pune", **_stamps(), **columns}
    return Site.objects.create(provider=of, country=country, **given)


def provider_facts(name: str = "Kaveri Research", **others: object) -> ProviderFacts:
    """What one form says of a provider."""
    return ProviderFacts(name=name, **others)  # type: ignore[arg-type]


def contact_facts(name: str = "Asha Rao", **others: object) -> ContactFacts:
    """What one form says of a person."""
    return ContactFacts(name=name, **others)  # type: ignore[arg-type]


def site_facts(name: str = "Campus", **others: object) -> SiteFacts:
    """What one form says of a place."""
    return SiteFacts(**{"name": name, "city": "Pune", "country": "IN", **others})  # type: ignore[arg-type]


def _stamps() -> dict[str, object]:
    return {"created_at": NOW, "changed_at": NOW, "changed_by": "Marieke Kuipers"}
