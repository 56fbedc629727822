"""The world of the matrix, built once for each module; what a test does to it is rolled back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from outsourcing.accounts import middleware
from tests.access.world import Cast, cast


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Own and foreign things, and a person for each role."""
    with django_db_blocker.unblock(), transaction.atomic(), seen_once():
        yield cast()
        transaction.set_rollback(True)


@contextmanager
def seen_once() -> Iterator[None]:
    """Note a session at its first request only: the matrix takes minutes, and undoes each answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(middleware, "SEEN_EVERY_SECONDS", 86_400)
        yield


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals, each with a page of log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
