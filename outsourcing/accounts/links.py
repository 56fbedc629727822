"""One-time links with which a person chooses a password."""

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from outsourcing.accounts.models import User


class LinkGenerator(PasswordResetTokenGenerator):
    """Tokens that die with the password they replace, when the person is deactivated, and when renewed."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}:{user.is_active}:{user.access_number}"


def password_path(user: User) -> str:
    """The path at which this person may choose a password, once, for three days."""
    uid = user_pk_to_url_str(user)
    token = LinkGenerator().make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
