"""Empty registries and a signed-in person for the tests of the looks."""

import pytest
from django.test import Client

from outsourcing.accounts.models import User
from outsourcing.ui import registry
from tests.people import person


@pytest.fixture
def empty_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is registered until the test registers it."""
    for name in ("_navigation", "_home_panels", "_home_actions", "_tabs", "_inbox_sources"):
        monkeypatch.setattr(registry, name, {})
    monkeypatch.setattr(registry, "_search_sources", [])


@pytest.fixture
def marieke(client: Client, db: None) -> User:
    """A procurement lead who is signed in."""
    user = person("procurement_lead", name="Marieke Kramer")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user
