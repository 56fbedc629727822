"""Forms of the app; those of signing in are named in the settings, for allauth."""

from outsourcing.accounts.forms.filters import UserFilter
from outsourcing.accounts.forms.people import InviteForm, PersonForm, ProfileForm
from outsourcing.accounts.forms.welcome import WelcomeForm

__all__ = ["InviteForm", "PersonForm", "ProfileForm", "UserFilter", "WelcomeForm"]
