"""The tables of providers, the people there and the places they work at."""

from providers.models.contact import Contact
from providers.models.invitation import MOST_TRIES, CodeRequest, Invitation, SignInCode, Visit
from providers.models.measurement import RosterMeasurement
from providers.models.provider import Provider, ProviderState
from providers.models.roster import AttritionClaim, Roster, RosterAnalysis, RosterState
from providers.models.roster_request import RequestState, RosterRequest
from providers.models.service import Service
from providers.models.site import Site
from providers.models.versioned import Versioned

__all__ = [
    "MOST_TRIES",
    "AttritionClaim",
    "CodeRequest",
    "Contact",
    "Invitation",
    "Provider",
    "ProviderState",
    "RequestState",
    "Roster",
    "RosterAnalysis",
    "RosterMeasurement",
    "RosterRequest",
    "RosterState",
    "Service",
    "SignInCode",
    "Site",
    "Versioned",
    "Visit",
]
