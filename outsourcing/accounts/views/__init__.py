"""Pages of the app."""

from outsourcing.accounts.views.person import deactivate_user, person_page, reactivate_user, send_link
from outsourcing.accounts.views.profile import profile
from outsourcing.accounts.views.sign_in import change_password, sign_in
from outsourcing.accounts.views.users import invite_user, user_list
from outsourcing.accounts.views.welcome import welcome

__all__ = [
    "change_password",
    "deactivate_user",
    "invite_user",
    "person_page",
    "profile",
    "reactivate_user",
    "send_link",
    "sign_in",
    "user_list",
    "welcome",
]
