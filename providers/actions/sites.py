"""Adding, changing, removing and bringing back a place of a provider."""

from datetime import datetime

from django.db import transaction

from outsourcing.actors import Actor
from outsourcing.audit.actions import record
from providers.actions.turns import differing, fresh, take_over, take_turn
from providers.domain.facts import SiteFacts
from providers.models import Provider, Site


@transaction.atomic
def add_site(*, by: Actor, provider: Provider, facts: SiteFacts, now: datetime) -> Site:
    """Add a place where the provider works."""
    site = Site(provider=provider, **fresh(by=by, now=now))
    take_over(site, facts, differing(site, facts))
    site.save()
    record(by=by, action="site.added", on=site, digest={"provider": provider.pk})
    return site


@transaction.atomic
def change_site(*, by: Actor, site: Site, facts: SiteFacts, expected_version: int, now: datetime) -> Site:
    """Change what is said of a place, unless somebody else did since it was read."""
    changed = differing(site, facts)
    take_turn(site, expected=expected_version, by=by, now=now)
    take_over(site, facts, changed)
    site.save(update_fields=changed)
    digest: dict[str, str | int] = {"provider": site.provider_id, "fields": ", ".join(changed)}
    record(by=by, action="site.changed", on=site, digest=digest)
    return site


@transaction.atomic
def remove_site(*, by: Actor, site: Site, now: datetime) -> Site:
    """Take a place off the list; a second time changes nothing."""
    if Site.objects.filter(pk=site.pk).update(removed_at=now):
        record(by=by, action="site.removed", on=site, digest={"provider": site.provider_id})
    return site


@transaction.atomic
def restore_site(*, by: Actor, site: Site) -> Site:
    """Bring a removed place back; a second time changes nothing."""
    if Site.with_removed.filter(pk=site.pk, removed_at__isnull=False).update(removed_at=None):
        record(by=by, action="site.restored", on=site, digest={"provider": site.provider_id})
    return site
