"""A person of the sponsor, who signs in by e-mail."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outsourcing.accounts.models.role import Role
from outsourcing.actors import Actor, ActorKind


class UserState(models.TextChoices):
    """Where an account stands."""

    ACTIVE = "active", _("Active")
    INVITED = "invited", _("Invited")
    DEACTIVATED = "deactivated", _("Deactivated")


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """A new user; without a password they cannot sign in until they have set one."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this address, however it is capitalised."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Who signs in; what they may do is the sum of their roles."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    roles = models.ManyToManyField(Role, verbose_name=_("roles"), related_name="users", blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    # Raising it ends every session and every link that were handed out before.
    access_number = models.PositiveIntegerField(_("number of the access"), default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            # One spelling for each address, so that unique means one person.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="accounts_email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> UserState:
        """Where the account stands."""
        if not self.is_active:
            return UserState.DEACTIVATED
        # Whoever comes by the company's sign-in needs no password here.
        has_come = self.has_usable_password() or self.last_login is not None
        return UserState.ACTIVE if has_come else UserState.INVITED

    def get_session_auth_hash(self) -> str:
        """What a session must match to stay valid."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under older secret keys."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        value = f"{self.password}:{self.access_number}"
        return salted_hmac("parity.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """The name, as Django's own pages ask for it."""
        return self.name

    @cached_property
    def current_roles(self) -> list[Role]:
        """The roles, read once for each request."""
        return list(self.roles.all())

    def as_actor(self) -> Actor:
        """Who this person is to actions, queries and the trail."""
        permissions = frozenset[Any]().union(*(role.allowed() for role in self.current_roles))
        return Actor(kind=ActorKind.USER, id=str(self.pk), name=self.name, permissions=permissions)
