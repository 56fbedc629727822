"""What the page of an assessment says of the provider's people: who is asked, what they say to results."""

from dataclasses import dataclass
from datetime import datetime

from assessments.models import Assessment, ReleaseComment
from assessments.queries.portal import AskedPerson, asks_provider, people_asked, releases_of
from outsourcing.actors import Actor


@dataclass(frozen=True, slots=True)
class PortalCard:
    """The card; not shown where nothing is asked of a provider, or its name is hidden from the reader."""

    shown: bool = False
    people: tuple[AskedPerson, ...] = ()
    comments: tuple[ReleaseComment, ...] = ()


def portal_card(actor: Actor, assessment: Assessment, now: datetime, *, may_manage: bool) -> PortalCard:
    """The card for whoever reads the page."""
    if getattr(assessment, "hides_names", False) or not asks_provider(assessment):
        return PortalCard()
    people = tuple(people_asked(actor, assessment, now))
    said = tuple(comment for release in releases_of(actor, assessment) for comment in release.comments.all())
    return PortalCard(bool(people or said or may_manage), people, said)
