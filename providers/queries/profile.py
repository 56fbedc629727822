"""Reads of one provider, the people there and its places."""

from django.db.models import QuerySet

from outsourcing.actors import Actor, Permission
from providers.domain.names import fold
from providers.models import Contact, Provider, Service, Site


def visible_providers(actor: Actor) -> QuerySet[Provider]:
    """Every provider for those who may read providers; none for others."""
    providers = Provider.objects.all()
    return providers if actor.may(Permission.READ_PROVIDERS) else providers.none()


def with_particulars(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    """The same providers with their services, sites and contacts read at once."""
    return providers.prefetch_related("services", "sites", "contacts")


def visible_contacts(actor: Actor, provider: Provider) -> QuerySet[Contact]:
    """The people at this provider."""
    contacts = Contact.objects.filter(provider=provider)
    return contacts if actor.may(Permission.READ_PROVIDERS) else contacts.none()


def restorable_contacts(actor: Actor, provider: Provider) -> QuerySet[Contact]:
    """The people at this provider, with those who were taken off the list."""
    contacts = Contact.with_removed.filter(provider=provider)
    return contacts if actor.may(Permission.MANAGE_PROVIDERS) else contacts.none()


def visible_sites(actor: Actor, provider: Provider) -> QuerySet[Site]:
    """The places where this provider works."""
    sites = Site.objects.filter(provider=provider)
    return sites if actor.may(Permission.READ_PROVIDERS) else sites.none()


def restorable_sites(actor: Actor, provider: Provider) -> QuerySet[Site]:
    """The places where this provider works, with those that were taken off the list."""
    sites = Site.with_removed.filter(provider=provider)
    return sites if actor.may(Permission.MANAGE_PROVIDERS) else sites.none()


def services_in_use(actor: Actor) -> QuerySet[Service]:
    """The services that at least one visible provider offers."""
    return Service.objects.filter(providers__in=visible_providers(actor)).distinct()


def countries_in_use(actor: Actor) -> list[str]:
    """The codes of the countries in which a visible provider works."""
    sites = Site.objects.filter(provider__in=visible_providers(actor))
    return list(sites.order_by("country").values_list("country", flat=True).distinct())


def namesake(actor: Actor, name: str, *, other_than: Provider | None = None) -> Provider | None:
    """The provider that already bears this name, in whatever spelling."""
    namesakes = visible_providers(actor).filter(name_key=fold(name))
    return (namesakes.exclude(pk=other_than.pk) if other_than else namesakes).first()
