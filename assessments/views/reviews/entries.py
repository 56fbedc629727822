"""What reviews put into the shell: navigation, inbox, a tab of a provider, a card of the profile, extras."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import ReviewSeries
from assessments.queries.series import HOLD_WORDS, SeriesStanding, standings_of, troubled_series
from assessments.views import extras
from assessments.views.reviews import calendars, last_time, subject
from outsourcing.actors import Actor
from outsourcing.ui import registry
from outsourcing.ui.registry import InboxItem, NavigationItem, Tab, Tone

NAVIGATION = NavigationItem(
    gettext_lazy("Reviews"), "assessments:series-list", "arrow-repeat", group="work", position=45
)
PROVIDER_TAB = Tab(
    "reviews", gettext_lazy("Reviews"), 60, "assessments/reviews/_provider_tab.html", subject.tab_context
)
PROFILE_CARD = Tab(
    "calendar",
    gettext_lazy("Calendar"),
    10,
    "assessments/reviews/_calendar.html",
    calendars.profile_panel,
)


def register() -> None:
    """Hand everything to the ground and to the filling page."""
    registry.register_navigation(NAVIGATION)
    registry.register_tab("provider", PROVIDER_TAB)
    registry.register_tab("profile", PROFILE_CARD)
    extras.register_extras(last_time.extras)


def series_inbox(actor: Actor) -> list[InboxItem]:
    """The series that wait for a decision of this person."""
    return [_item(standing) for standing in standings_of(actor, troubled_series(actor))]


def series_waiting(actor: Actor) -> QuerySet[Any, Any]:
    """The same as rows to be counted."""
    return troubled_series(actor).select_related(None).order_by().values("pk")


def _item(standing: SeriesStanding) -> InboxItem:
    series: ReviewSeries = standing.series
    if standing.lacks_owner:
        title = _("Name an owner: %(series)s")
        detail = _("%(owner)s left; nobody sees to this review.") % {"owner": series.owner.name}
    else:
        title = _("Decide: %(series)s")
        detail = str(HOLD_WORDS[standing.hold]) if standing.hold else ""
    return InboxItem(
        title=title % {"series": str(series)},
        detail=detail,
        url=reverse("assessments:series", args=[series.pk]),
        icon="arrow-repeat",
        due=series.next_due,
        tone=Tone.WARN,
    )
