"""Adding, changing, archiving and restoring a provider."""

from datetime import datetime

from django.db import IntegrityError, transaction

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from providers.actions.turns import differing, fresh, take_over, take_turn
from providers.domain.facts import ProviderFacts
from providers.domain.names import fold
from providers.models import Provider, ProviderState, Service


class NameTakenError(Exception):
    """Another provider bears this name already."""


@transaction.atomic
def create_provider(*, by: Actor, facts: ProviderFacts, now: datetime) -> Provider:
    """Add a provider to the directory."""
    provider = Provider(**fresh(by=by, now=now))
    take_over(provider, facts, differing(provider, facts))
    _save(provider, columns=None)
    _offer(provider, facts.services)
    record(by=by, action="provider.created", on=provider)
    return provider


@transaction.atomic
def change_provider(
    *, by: Actor, provider: Provider, facts: ProviderFacts, expected_version: int, now: datetime
) -> Provider:
    """Change what is said of a provider, unless somebody else did since it was read."""
    changed = differing(provider, facts)
    if _keys(provider.service_names) != _keys(facts.services):
        changed.append("services")
    take_turn(provider, expected=expected_version, by=by, now=now)
    columns = [name for name in changed if name != "services"]
    take_over(provider, facts, columns)
    _save(provider, columns=[*columns, "name_key"])
    _offer(provider, facts.services)
    record(by=by, action="provider.changed", on=provider, digest={"fields": ", ".join(changed)})
    return provider


@transaction.atomic
def archive_provider(*, by: Actor, provider: Provider, now: datetime) -> Provider:
    """Put a provider aside; a second time changes nothing."""
    return _move(provider, to=ProviderState.ARCHIVED, archived_at=now, by=by, action="provider.archived")


@transaction.atomic
def restore_provider(*, by: Actor, provider: Provider) -> Provider:
    """Bring an archived provider back; a second time changes nothing."""
    return _move(provider, to=ProviderState.ACTIVE, archived_at=None, by=by, action="provider.restored")


def _move(
    provider: Provider, *, to: ProviderState, archived_at: datetime | None, by: Actor, action: str
) -> Provider:
    moved = (
        Provider.objects.filter(pk=provider.pk).exclude(state=to).update(state=to, archived_at=archived_at)
    )
    provider.refresh_from_db(fields=["state", "archived_at"])
    if moved:
        record(by=by, action=action, on=provider)
    return provider


def _save(provider: Provider, *, columns: list[str] | None) -> None:
    try:
        with transaction.atomic():
            provider.save(update_fields=columns)
    except IntegrityError as error:
        if Provider.objects.filter(name_key=fold(provider.name)).exclude(pk=provider.pk).exists():
            raise NameTakenError from error
        raise


def _offer(provider: Provider, names: tuple[str, ...]) -> None:
    provider.services.set(
        [Service.objects.get_or_create(name_key=fold(name), defaults={"name": name})[0] for name in names]
    )


def _keys(names: tuple[str, ...]) -> set[str]:
    return {fold(name) for name in names}
