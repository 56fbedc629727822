"""The first visit: whoever started the server becomes administrator, once, and no stranger does."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from outsourcing.accounts import actions, setup_code
from outsourcing.accounts.errors import PeopleError
from outsourcing.accounts.models import User
from outsourcing.audit.models import AuditEvent
from tests.accounts.test_sign_in import link_in
from tests.people import PASSWORD, person

WELCOME = "/welcome/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path / "data"


def call(*command: str) -> str:
    said = StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


def found(client: Client, code: str, **changes: str) -> Any:
    data = {"code": code, "name": "Anna Vos", "email": "Anna@Example.test"}
    return client.post(WELCOME, {**data, "password": PASSWORD, "again": PASSWORD, **changes})


def test_an_empty_house_asks_for_its_administrator(client: Client) -> None:
    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == WELCOME
    assert b"Nobody is here yet" in page.content


def test_whoever_knows_the_code_is_the_administrator_and_signed_in(client: Client) -> None:
    code = call("setup_code").strip()

    answer = found(client, code)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    anna = User.objects.get()
    assert (anna.email, [role.key for role in anna.roles.all()]) == ("anna@example.test", ["administrator"])
    assert client.get("/people/").status_code == 200
    assert AuditEvent.objects.get().action == "user.first_administrator"


def test_the_code_may_be_typed_in_small_letters_without_dashes(client: Client) -> None:
    code = call("setup_code").strip().replace("-", " ").lower()

    assert found(client, code).status_code == 302


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDD", "-", "x"])
def test_a_stranger_without_the_code_gets_nothing(client: Client, code: str) -> None:
    call("setup_code")

    page = found(client, code)

    assert page.status_code == 422
    assert b"not the code" in page.content
    assert b'value="Anna Vos"' in page.content
    assert PASSWORD.encode() not in page.content
    assert not User.objects.exists()


def test_no_code_opens_a_house_that_issued_none(client: Client) -> None:
    assert found(client, "").status_code == 422
    assert found(client, "AAAA").status_code == 422


def test_a_later_code_voids_the_earlier_one(client: Client) -> None:
    first = call("setup_code").strip()
    second = call("setup_code").strip()

    assert found(client, first).status_code == 422
    assert found(client, second).status_code == 302


def test_only_the_hash_is_kept_and_nobody_else_may_read_it(settings: Any) -> None:
    code = call("setup_code").strip()
    file = settings.DATA_FOLDER / "setup-code"

    assert code not in file.read_text()
    assert code.replace("-", "") not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_once_somebody_is_here_the_page_and_the_code_are_gone(client: Client, settings: Any) -> None:
    code = call("setup_code").strip()
    found(client, code)

    assert Client().get(WELCOME).status_code == 404
    assert found(Client(), code).status_code == 404
    assert call("setup_code") == ""
    assert not (settings.DATA_FOLDER / "setup-code").exists()
    assert User.objects.count() == 1


def test_weak_and_differing_passwords_are_refused(client: Client) -> None:
    code = call("setup_code").strip()

    assert b"too short" in found(client, code, password="short", again="short").content
    assert b"The two passwords differ" in found(client, code, again="another password").content
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_founders_at_the_same_moment_one_wins() -> None:
    start = Barrier(2)

    def race(number: int) -> bool:
        try:
            start.wait(timeout=10)
            actions.found_house(email=f"{number}@example.test", name="Anna", password=PASSWORD)
        except PeopleError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(race, range(2))) == [False, True]
    assert User.objects.count() == 1


def test_the_command_prints_a_link_for_the_first_administrator(client: Client) -> None:
    setup_code.issue()
    said = call("first_administrator", "Anna@Example.test", "--name", "Anna Vos")

    assert "Anna Vos chooses a password here" in said
    form = client.get(link_in(said), follow=True)
    client.post(form.redirect_chain[0][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/people/").status_code == 200
    assert setup_code.matches("") is False


def test_the_command_may_run_again_until_the_password_is_chosen() -> None:
    call("first_administrator", "anna@example.test")
    assert "chooses a password here" in call("first_administrator", "anna@example.test")
    assert User.objects.count() == 1


def test_the_command_refuses_politely_where_an_administrator_is() -> None:
    person("administrator", password=PASSWORD)

    said = call("first_administrator", "anna@example.test")

    assert said.startswith("An administrator exists already.")
    assert User.objects.count() == 1


def test_the_command_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="anna is no e-mail address"):
        call("first_administrator", "anna")
