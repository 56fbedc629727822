"""People for tests: users with roles, and clients that are signed in as them."""

import time
from itertools import count

from allauth.account.internal.flows import login
from django.test import Client

from outsourcing.accounts.middleware import SEEN
from outsourcing.accounts.models import Role, User
from outsourcing.actors import Actor

PASSWORD = "a long enough password"
_numbers = count(1)


def person(*role_keys: str, name: str = "", email: str = "", password: str | None = None) -> User:
    """A user who holds these roles, such as `person("procurement_lead")`."""
    number = next(_numbers)
    user = User.objects.create_user(
        email=email or f"person{number}@example.test",
        name=name or f"Person {number}",
        password=password,
    )
    user.roles.set(roles(*role_keys))
    return user


def actor(*role_keys: str, name: str = "") -> Actor:
    """The actor of a new user who holds these roles."""
    return person(*role_keys, name=name).as_actor()


def roles(*keys: str) -> list[Role]:
    """The standard roles of these keys; an unknown key fails the test at once."""
    return [Role.objects.get(key=key) for key in keys]


def signed_in(user: User) -> Client:
    """A client signed in as this user, just now and with a password."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    prove(client, user, seconds_ago=0)
    return client


def prove(client: Client, user: User, *, seconds_ago: float) -> None:
    """As if this person had last shown their password that long ago."""
    session = client.session
    moment = time.time() - seconds_ago
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": moment}]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session[SEEN] = moment
    session.save()


def client_of(*role_keys: str) -> Client:
    """A client signed in as a new user who holds these roles."""
    return signed_in(person(*role_keys))


def htmx() -> dict[str, str]:
    """The header that marks a request as a partial one."""
    return {"HX-Request": "true"}
