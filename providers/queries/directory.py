"""Reads of many providers: the directory and the search."""

from django.db.models import Q, QuerySet

from outsourcing.actors import Actor
from providers.domain.names import fold
from providers.models import Contact, Provider, Site
from providers.queries.profile import visible_providers, with_particulars

# More words than anybody types to find one firm; each costs a part of the query.
MOST_WORDS = 8


def directory(actor: Actor) -> QuerySet[Provider]:
    """The providers of the directory, with all that a line of it shows."""
    return with_particulars(visible_providers(actor))


def found_providers(providers: QuerySet[Provider], words: str) -> QuerySet[Provider]:
    """The providers that every word leads to: by name, legal name, service, place or a person there."""
    # PostgreSQL refuses a null sign; no name has one.
    for word in words.replace("\0", " ").split()[:MOST_WORDS]:
        providers = providers.filter(_led_to_by(word))
    return providers


def _led_to_by(word: str) -> Q:
    # Subqueries instead of joins: a provider is found once, however many of its people match.
    people = Contact.objects.filter(name__icontains=word)
    places = Site.objects.filter(Q(name__icontains=word) | Q(city__icontains=word))
    offers = Provider.services.through.objects.filter(service__name_key__contains=fold(word))
    return (
        Q(name_key__contains=fold(word))
        | Q(legal_name__icontains=word)
        | Q(pk__in=people.values("provider"))
        | Q(pk__in=places.values("provider"))
        | Q(pk__in=offers.values("provider"))
    )
