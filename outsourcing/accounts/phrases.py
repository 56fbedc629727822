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
            "user.second_factor_added": _("set up a second factor."),
            "user.second_factor_removed": _("removed a second factor."),
            "user.recovery_codes_renewed": _("made new recovery codes."),
            "user.recovery_code_used": _("used a recovery code."),
            "user.second_factor_reset": _("took the second factor off the account of"),
            "user.session_ended": _("ended one of their sessions."),
            "user.sessions_ended": _("ended all their other sessions."),
            "user.single_sign_on_linked": _("linked the company's sign-in with"),
            "user.single_sign_on_created": _("let in by the company's sign-in"),
            "user.roles_claimed": _("took over from the company's sign-in the roles of"),
            "role.second_factor_changed": _("changed whether a second factor is needed for the role"),
        },
    )
