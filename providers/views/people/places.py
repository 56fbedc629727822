"""Where the pages of rosters stand: in the house, or in the portal of the provider's own people."""

from dataclasses import dataclass

from django.urls import reverse

from providers.models import Provider, Roster


@dataclass(frozen=True)
class RosterLinks:
    """The addresses around one roster; an empty one where that cannot be done here."""

    page: str
    read: str
    faults: str
    withdraw: str


@dataclass(frozen=True)
class RosterPlace:
    """The same pages in either of two shells."""

    provider: Provider
    may_manage: bool
    home: str
    upload: str
    blank: str
    in_portal: bool = False

    def links(self, roster: Roster) -> RosterLinks:
        """The addresses around this roster."""
        given = [roster.pk] if self.in_portal else [self.provider.pk, roster.pk]
        space = "portal" if self.in_portal else "providers"
        return RosterLinks(
            page=reverse(f"{space}:roster", args=given),
            read=reverse(f"{space}:read_roster", args=given),
            faults=reverse(f"{space}:roster_faults", args=given),
            withdraw=reverse(f"{space}:withdraw_roster", args=given),
        )

    @property
    def shell(self) -> str:
        """The folder of the whole pages."""
        return "portal/rosters" if self.in_portal else "providers/people"


def inside(provider: Provider, *, may_manage: bool) -> RosterPlace:
    """The pages of the house."""
    return RosterPlace(
        provider=provider,
        may_manage=may_manage,
        home=reverse("providers:tab", args=[provider.pk, "attrition"]),
        upload=reverse("providers:upload_roster", args=[provider.pk]),
        blank=reverse("providers:blank_roster", args=[provider.pk]),
    )


def in_portal(provider: Provider) -> RosterPlace:
    """The pages of the portal; who came this far may hand over lists."""
    return RosterPlace(
        provider=provider,
        may_manage=True,
        home=reverse("portal:rosters"),
        upload=reverse("portal:upload_roster"),
        blank=reverse("portal:blank_roster"),
        in_portal=True,
    )
