"""What providers put into the shell: a line of the sidebar, two tabs, and search."""

from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Actor, Permission
from outsourcing.ui.registry import NavigationItem, SearchHit, Tab
from providers.models import Provider
from providers.queries import directory, found_providers
from providers.views.people.tab import people
from providers.views.profile import history, overview

MOST_HITS = 8
ICON = "building"

NAVIGATION = NavigationItem(
    label=_("Providers"),
    url_name="providers:directory",
    icon=ICON,
    group="work",
    position=30,
    permission=Permission.READ_PROVIDERS,
)
OVERVIEW = Tab(
    key="overview", label=_("Overview"), position=10, template="providers/_overview.html", context=overview
)
PEOPLE = Tab(
    key="attrition",
    label=_("Attrition"),
    position=30,
    template="providers/people/_people.html",
    context=people,
)
HISTORY = Tab(
    key="history", label=_("History"), position=90, template="providers/_history.html", context=history
)


def search(actor: Actor, words: str) -> list[SearchHit]:
    """The providers that the words lead to, archived ones last."""
    if not words.strip():
        return []
    found = found_providers(directory(actor), words).order_by("state", "name_key")[:MOST_HITS]
    return [_hit(provider) for provider in found]


def _hit(provider: Provider) -> SearchHit:
    particulars = [", ".join(provider.service_names[:3]), ", ".join(provider.country_names[:3])]
    if provider.is_archived:
        particulars.insert(0, str(_("Archived")))
    return SearchHit(
        kind_label=_("Provider"),
        title=provider.name,
        detail=" · ".join(part for part in particulars if part) or provider.legal_name,
        url=provider.get_absolute_url(),
        icon=ICON,
    )
