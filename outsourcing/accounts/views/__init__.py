"""Pages of the app."""

from outsourcing.accounts.views.person import (
    deactivate_user,
    person_page,
    reactivate_user,
    reset_factor,
    send_link,
)
from outsourcing.accounts.views.profile import profile
from outsourcing.accounts.views.proof import PasskeyProof, prove_elsewhere
from outsourcing.accounts.views.rules import change_rule, rules
from outsourcing.accounts.views.sessions import end_other_sessions, end_session
from outsourcing.accounts.views.sign_in import change_password, sign_in
from outsourcing.accounts.views.single_sign_on import single_sign_on, single_sign_on_back
from outsourcing.accounts.views.users import invite_user, user_list
from outsourcing.accounts.views.welcome import welcome

__all__ = [
    "PasskeyProof",
    "change_password",
    "change_rule",
    "deactivate_user",
    "end_other_sessions",
    "end_session",
    "invite_user",
    "person_page",
    "profile",
    "prove_elsewhere",
    "reactivate_user",
    "reset_factor",
    "rules",
    "send_link",
    "sign_in",
    "single_sign_on",
    "single_sign_on_back",
    "user_list",
    "welcome",
]
