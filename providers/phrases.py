"""How the trail says what happens to providers."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases
from outsourcing.jobs.names import register_work


def register() -> None:
    """Give each action and each kind of owed work its words."""
    register_work("providers.invite", _("Mail with an invitation to the portal"))
    register_work("providers.codes", _("Mails with codes for the portal"))
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
            "contact.signed_in": _("came into the portal with a code:"),
            "invitation.made": _("invited to the portal"),
            "invitation.sent_again": _("sent again the invitation of"),
            "invitation.extended": _("changed how long the link waits of"),
            "invitation.revoked": _("took back the invitation of"),
            "invitation.link_shown": _("had a link shown for the invitation of"),
            "invitation.accepted": _("came into the portal for the first time:"),
            "site.added": _("added the site"),
            "site.changed": _("changed the site"),
            "site.removed": _("removed the site"),
            "site.restored": _("brought back the site"),
        },
    )
