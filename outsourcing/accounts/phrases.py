"""How the trail says what happens to people."""

from django.utils.translation import gettext_lazy as _

from outsourcing.audit.phrases import register_phrases


def register() -> None:
    """Give each action of people its words."""
    register_phrases(
        {
            "user.invited": _("invited"),
            "user.changed": _("changed name or roles of"),
            "user.renamed": _("renamed"),
            "user.deactivated": _("deactivated"),
            "user.reactivated": _("reactivated"),
            "user.link_renewed": _("made a new link for"),
            "user.first_administrator": _("made the first administrator of"),
            "user.signed_in": _("signed in as"),
            "user.password_chosen": _("chose a password through a link for"),
            "user.password_changed": _("changed the password of"),
        },
    )
