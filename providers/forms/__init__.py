"""What may be typed about providers, and how lists of them are narrowed; validation, never saving."""

from providers.forms.contact import ContactForm
from providers.forms.filters import ProviderFilter
from providers.forms.portal import CodeForm, DoorForm
from providers.forms.provider import ProviderForm
from providers.forms.site import SiteForm
from providers.forms.versions import VersionedForm

__all__ = [
    "CodeForm",
    "ContactForm",
    "DoorForm",
    "ProviderFilter",
    "ProviderForm",
    "SiteForm",
    "VersionedForm",
]
