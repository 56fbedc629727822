"""How the trail says what happens to providers."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases
from outsourcing.jobs.names import register_work

WORK = {
    "providers.invite": _("Mail with an invitation to the portal"),
    "providers.ask_roster": _("Mail that asks for a roster"),
    "providers.codes": _("Mails with codes for the portal"),
    "providers.look_at_roster": _("Look at how a roster is laid out"),
    "providers.read_roster": _("Roster to be read"),
    "providers.compare_rosters": _("Rosters to be compared"),
    "providers.analyse_roster": _("Figures of a roster"),
    "providers.measure_roster": _("Figures of a roster for questionnaires"),
}
PHRASES = {
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
    "roster.uploaded": _("uploaded the roster"),
    "roster.looked_at": _("looked at the layout of the roster"),
    "roster.looked_at_again": _("changed how to read the roster"),
    "roster.layout_accepted": _("had read the roster"),
    "roster.stored": _("stored the roster"),
    "roster.refused": _("did not take the roster"),
    "roster.compared": _("compared with the one before the roster"),
    "roster.withdrawn": _("withdrew the roster"),
    "roster.analysis_asked": _("asked for figures of the roster"),
    "roster_request.made": _("asked for the roster"),
    "roster_request.refused": _("declined to hand over the roster"),
    "roster_request.withdrawn": _("asks no more for the roster"),
    "roster_request.ended": _("stopped asking each quarter after the roster"),
    "roster_request.handed_in": _("settled with an upload the request for the roster"),
    "claim.recorded": _("recorded the claim of attrition"),
    "claim.withdrawn": _("withdrew the claim of attrition"),
    "site.added": _("added the site"),
    "site.changed": _("changed the site"),
    "site.removed": _("removed the site"),
    "site.restored": _("brought back the site"),
}


def register() -> None:
    """Give each action and each kind of owed work its words."""
    for task, name in WORK.items():
        register_work(task, name)
    register_phrases(PHRASES)
