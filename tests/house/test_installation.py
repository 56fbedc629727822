"""The data folder: one key, one user, one start at a time."""

from pathlib import Path

import pytest

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.installation import Installation


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    for variable in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    installation = Installation(tmp_path / "data")
    installation.create()
    return installation


def test_the_key_is_made_once_and_kept_from_others(installation: Installation) -> None:
    first = installation.environment("redis://r")["SECRET_KEY"]

    assert len(first) >= 50
    assert installation.environment("redis://r")["SECRET_KEY"] == first
    assert (installation.data / "secret-key").stat().st_mode & 0o777 == 0o600


def test_two_starts_never_share_a_folder(installation: Installation) -> None:
    with installation.claim(), pytest.raises(LaunchError, match="in use by another start"):
        installation.claim()

    installation.claim().close()


def test_a_team_may_name_another_database(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db/parity")

    assert installation.environment("redis://r")["DATABASE_URL"] == "postgres://db/parity"


def test_a_demo_never_touches_a_database_that_the_terminal_names(
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db/parity")
    demo = Installation(installation.data, own_database_only=True)

    assert demo.environment("redis://r")["DATABASE_URL"] == f"sqlite:///{demo.data}/parity.sqlite3"


def test_only_names_of_this_machine_are_answered_to(installation: Installation) -> None:
    assert installation.environment("redis://r")["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LaunchError, match="Cannot make the data folder"):
        Installation(tmp_path / "file" / "data").create()
