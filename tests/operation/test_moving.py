"""A house moves from SQLite to PostgreSQL with every row, number, hash and refusal."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.operation.houses import ON_POSTGRESQL, POPULATE, House

DELETE_AN_EVENT = (
    "from django.db import connection as c\n"
    "try: c.cursor().execute('DELETE FROM audit_auditevent')\n"
    "except Exception as error: print(error)"
)
ADD_A_PERSON = (
    "from outsourcing.accounts.models import User as U\n"
    "user = U.objects.create_user(email='new@example.test', name='New'); print(user.pk - U.objects.count())"
)
STANDS = (
    "from assessments.models import AnswerRevision as R; from outsourcing.audit.queries import chain_state\n"
    "r = R.objects.order_by('pk').last(); print(r.pk, r, chain_state())"
)
PREPARE = (
    "from django.core.management import call_command as call\n"
    "call('migrate', verbosity=0); call('createcachetable', verbosity=0)"
)

on_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="moves into PostgreSQL; runs with --postgresql")


@pytest.fixture(scope="module")
def small_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The demo on SQLite, as a team used it before it grew."""
    folder = tmp_path_factory.mktemp("small_house")
    small = House(folder, f"sqlite:///{folder / 'parity.sqlite3'}")
    small.python(POPULATE)
    return small


@on_postgresql
def test_everything_arrives_in_postgresql(small_house: House, new_house: House) -> None:
    new_house.python(PREPARE)
    shutil.copytree(small_house.folder / "files", new_house.folder / "files", dirs_exist_ok=True)

    said = new_house.manage("move_database", "--from", small_house.url)

    assert "each table has the same fingerprint in both databases" in said
    assert "0 faults" in said
    assert new_house.python(STANDS) == small_house.python(STANDS)
    number, refused = new_house.python(f"{ADD_A_PERSON}\n{DELETE_AN_EVENT}").splitlines()[:2]
    assert number == "0"
    assert refused == "Events of the trail are never deleted."


@on_postgresql
def test_a_house_in_use_is_not_moved_into(small_house: House, house: House) -> None:
    refused = house.run("move_database", "--from", small_house.url)

    assert refused.returncode == 1
    assert "The configured database is not empty. Nothing was changed." in refused.stderr


@on_postgresql
def test_a_database_without_tables_is_not_moved_into(small_house: House, new_house: House) -> None:
    refused = new_house.run("move_database", "--from", small_house.url)

    assert refused.returncode == 1
    assert "has no tables yet. Run `migrate`" in refused.stderr


@on_postgresql
def test_a_database_of_another_version_is_not_moved(small_house: House, new_house: House) -> None:
    new_house.python(f"{PREPARE}; call('migrate', 'sessions', 'zero', verbosity=0)")

    refused = new_house.run("move_database", "--from", small_house.url)

    assert refused.returncode == 1
    assert "of different versions (sessions.0001_initial). Nothing was changed." in refused.stderr


@on_postgresql
def test_a_row_that_does_not_fit_leaves_the_new_database_as_it_was(
    small_house: House, new_house: House
) -> None:
    # SQLite keeps a text that is longer than its column says; PostgreSQL refuses it.
    too_long = "from providers.models import Provider as P; P.objects.filter(pk=1).update(name='x' * 500)"
    back = (
        "from providers.models import Provider as P; P.objects.filter(pk=1).update(name='Meridian Clinical')"
    )
    new_house.manage("migrate", "-v0")
    small_house.python(too_long)

    refused = new_house.run("move_database", "--from", small_house.url)
    small_house.python(back)

    assert refused.returncode == 1
    assert "providers_provider could not be moved" in refused.stderr
    assert (
        new_house.python(
            "from outsourcing.accounts.models import Role, User\n"
            "print(User.objects.count(), Role.objects.count() > 0)"
        )
        == "0 True"
    )


@pytest.mark.django_db
def test_a_database_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(
        CommandError, match=r"There is no database .*missing\.sqlite3\. Nothing was changed\."
    ):
        call_command("move_database", f"--from=sqlite:///{tmp_path / 'missing.sqlite3'}")

    assert not (tmp_path / "missing.sqlite3").exists()
