"""How the trail says what happens to people."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases


def register() -> None:
    """Give each action of people its words."""
    register_phrases(
        {
            "user.invited": _("invited"),
            "user.changed": _("changed name or roles of"),
            "user.renamed": _("changed their own name."),
            "user.deactivated": _("deactivated"),
            "user.reactivated": _("reactivated"),
            "user.link_renewed": _("made a new link for"),
            "user.first_administrator": _("made this person the first administrator:"),
            "user.signed_in": _("signed in."),
            "user.password_chosen": _("chose a password through a link."),
            "user.password_changed": _("changed their password."),
        },
    )
