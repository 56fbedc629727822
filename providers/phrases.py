"""How the trail says what happens to providers."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases


def register() -> None:
    """Give each action its words."""
    register_phrases(
        {
            "provider.created": _("added the provider"),
            "provider.changed": _("changed particulars of"),
            "provider.archived": _("archived the provider"),
            "provider.restored": _("brought back the provider"),
            "contact.added": _("added the contact"),
            "contact.changed": _("changed the contact"),
            "contact.removed": _("removed the contact"),
            "contact.restored": _("brought back the contact"),
            "site.added": _("added the site"),
            "site.changed": _("changed the site"),
            "site.removed": _("removed the site"),
            "site.restored": _("brought back the site"),
        },
    )
