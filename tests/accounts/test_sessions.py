"""One's own sessions: listed in words, and ended at once."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from outsourcing.accounts.actions import forget_old_access
from outsourcing.accounts.devices import device_in_words
from outsourcing.accounts.middleware import SEEN
from outsourcing.accounts.models import User
from outsourcing.audit.models import AuditEvent
from tests.people import PASSWORD, person

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0 Safari/537.36 Edg/130.0"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def marieke() -> User:
    return person("procurement_lead", password=PASSWORD)


def session_of(user: User, agent: str = FIREFOX, address: str = "192.0.2.1") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def row(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_sessions_are_listed_with_device_and_address(marieke: User) -> None:
    here, there = session_of(marieke), session_of(marieke, SAFARI, "198.51.100.7")
    session_of(person(password=PASSWORD), EDGE, "203.0.113.1")

    text = here.get("/profile/").content.decode()

    assert "Firefox on Windows" in text
    assert "Safari on iPhone" in text
    assert "198.51.100.7" in text
    assert "203.0.113.1" not in text
    assert f"/profile/sessions/{row(there).pk}/end/" in text
    assert f"/profile/sessions/{row(here).pk}/end/" not in text


def test_ending_one_signs_it_out_at_once(marieke: User) -> None:
    here, there = session_of(marieke), session_of(marieke, SAFARI)

    here.post(f"/profile/sessions/{row(there).pk}/end/")

    assert there.get("/profile/").status_code == 302
    assert here.get("/profile/").status_code == 200
    assert AuditEvent.objects.filter(action="user.session_ended").count() == 1


def test_ending_all_others_ends_those_that_are_not_listed_too(marieke: User) -> None:
    here, there, hidden = session_of(marieke), session_of(marieke), session_of(marieke)
    row(hidden).delete()

    answer = here.post("/profile/sessions/end/")

    assert answer["Location"] == "/profile/"
    assert [client.get("/profile/").status_code for client in (here, there, hidden)] == [200, 302, 302]
    assert UserSession.objects.filter(user=marieke).count() == 1


def test_sessions_of_others_do_not_exist(marieke: User) -> None:
    theirs = session_of(person(password=PASSWORD))

    answer = session_of(marieke).post(f"/profile/sessions/{row(theirs).pk}/end/")

    assert answer.status_code == 404
    assert theirs.get("/profile/").status_code == 200


def test_one_does_not_end_the_session_one_is_in(marieke: User) -> None:
    here = session_of(marieke)

    assert here.post(f"/profile/sessions/{row(here).pk}/end/").status_code == 404


def test_when_a_session_was_last_seen_is_noted_every_five_minutes(marieke: User) -> None:
    here = session_of(marieke)
    here.get("/")
    long_ago = timezone.now() - timedelta(hours=1)
    UserSession.objects.update(last_seen_at=long_ago)

    here.get("/")
    assert row(here).last_seen_at == long_ago
    session = here.session
    session[SEEN] -= 301
    session.save()
    here.get("/")

    assert row(here).last_seen_at > long_ago


def test_ended_sessions_are_forgotten_by_the_hourly_job(marieke: User) -> None:
    here = session_of(marieke)
    here.session.flush()

    forget_old_access(now=timezone.now())

    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [(FIREFOX, "Firefox on Windows"), (EDGE, "Edge on Windows"), (SAFARI, "Safari on iPhone")],
)
def test_devices_are_named_in_words(said: str, words: str) -> None:
    assert device_in_words(said) == words


def test_an_unknown_device_is_called_so() -> None:
    assert device_in_words("") == device_in_words("curl/8") == "Unknown device"


def test_whoever_is_signed_in_once_is_not_offered_to_end_others(marieke: User) -> None:
    here = session_of(marieke)
    assert b"Sign out everywhere else" not in here.get("/profile/").content

    session_of(marieke, SAFARI)

    assert b"Sign out everywhere else" in here.get("/profile/").content


def test_watchers_are_answered_without_a_look_at_the_session(
    marieke: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser sends its session along; the database that holds it may be away."""
    here = session_of(marieke)
    monkeypatch.setattr(SessionStore, "load", _away)

    assert here.get("/healthz").status_code == 200


def _away(_session: SessionStore) -> None:
    raise OperationalError
