"""Writes of providers, the people there and their places: one event of the trail each."""

from providers.actions.codes import (
    AskedTooOftenError,
    CodeLetter,
    ask_for_code,
    forget_codes,
    make_codes,
    redeem_code,
    waiting_requests,
)
from providers.actions.contacts import (
    EmailTakenError,
    add_contact,
    change_contact,
    remove_contact,
    restore_contact,
)
from providers.actions.invitations import (
    InvitationError,
    Letter,
    accept_invitation,
    extend_invitation,
    invite_contact,
    make_letter,
    note_sent,
    revoke_invitation,
    send_again,
    show_link,
)
from providers.actions.providers import (
    NameTakenError,
    archive_provider,
    change_provider,
    create_provider,
    restore_provider,
)
from providers.actions.sites import add_site, change_site, remove_site, restore_site
from providers.actions.turns import StaleError

__all__ = [
    "AskedTooOftenError",
    "CodeLetter",
    "EmailTakenError",
    "InvitationError",
    "Letter",
    "NameTakenError",
    "StaleError",
    "accept_invitation",
    "add_contact",
    "add_site",
    "archive_provider",
    "ask_for_code",
    "change_contact",
    "change_provider",
    "change_site",
    "create_provider",
    "extend_invitation",
    "forget_codes",
    "invite_contact",
    "make_codes",
    "make_letter",
    "note_sent",
    "redeem_code",
    "remove_contact",
    "remove_site",
    "restore_contact",
    "restore_provider",
    "restore_site",
    "revoke_invitation",
    "send_again",
    "show_link",
    "waiting_requests",
]
