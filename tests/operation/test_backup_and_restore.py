"""A backup made while answers are saved comes back whole, with every hash equal; real programs do it."""

import json
import resource
import stat
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from tests.operation.houses import House

COUNT = "from assessments.models import AnswerRevision as R; print(R.objects.count())"
DELETE_AN_EVENT = (
    "from django.db import connection as c\n"
    "try: c.cursor().execute('DELETE FROM audit_auditevent')\n"
    "except Exception as error: print(type(error).__name__, error)"
)
TOLD = (
    "import json; from outsourcing.audit.models import AuditEvent as E\n"
    "print(json.dumps(E.objects.get(action='backup.restored').digest))"
)
SIGN_IN = (
    "from django.test import Client; from outsourcing.accounts.models import User\n"
    "Client().force_login(User.objects.first(), 'allauth.account.auth_backends.AuthenticationBackend')"
)
SESSIONS = "from django.contrib.sessions.models import Session; print(Session.objects.count())"


class Writer:
    """A program that saves answers, and what it said so far."""

    def __init__(self, house: House) -> None:
        code = "from tests.operation.writing import write; write()"
        self.process = subprocess.Popen(
            house.command("shell", "-v0", "-c", code),
            env=house.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.saves = 0
        self.first = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.saves = int(line)
            self.first.set()


@contextmanager
def somebody_writing(house: House) -> Iterator[Writer]:
    """Answers are being saved as long as this lasts."""
    writer = Writer(house)
    try:
        assert writer.first.wait(60)
        yield writer
        assert writer.process.poll() is None, "the writer was stopped by what the test did"
    finally:
        writer.process.kill()
        writer.thread.join()
        writer.process.communicate()


def manifest_of(path: Path) -> dict[str, Any]:
    with ZipFile(path) as bundle:
        manifest: dict[str, Any] = json.loads(bundle.read("manifest.json"))
    return manifest


def test_a_backup_made_while_answers_are_saved_comes_back_with_every_hash_equal(
    house: House, new_house: House, tmp_path: Path
) -> None:
    saved, again = tmp_path / "saved", tmp_path / "again"
    before = int(house.python(COUNT))
    for place in ("ab", ".arriving"):
        (house.folder / "files" / place).mkdir(parents=True, exist_ok=True)
        (house.folder / "files" / place / "evidence").write_bytes(b"\x00proof" * 1000)

    with somebody_writing(house) as writer:
        begun = writer.saves
        house.manage("backup", str(saved))
        during = writer.saves - begun
    restored = new_house.manage("restore", str(saved))
    again.write_text("an older backup")
    new_house.manage("backup", str(again), "--replace")

    first, second = manifest_of(saved)["inventory"], manifest_of(again)["inventory"]
    sessions = {"django_session", "django_migrations", "cache"}
    # The trail says of itself that it was put back, and from what.
    kept = first["tables"].keys() - sessions - {"audit_auditevent"}
    told = json.loads(new_house.python(TOLD))
    assert during > 0
    assert before < int(new_house.python(COUNT)) <= before + writer.saves
    assert {name: first["tables"][name] for name in kept} == {name: second["tables"][name] for name in kept}
    assert (first["chain_length"], first["chain_head"]) == (second["chain_length"], second["chain_head"])
    assert (new_house.folder / "files" / "ab" / "evidence").read_bytes() == b"\x00proof" * 1000
    assert not (new_house.folder / "files" / ".arriving" / "evidence").exists()
    assert "files are there and unchanged" in restored
    assert "0 faults" in restored
    assert told["chain_head"] == first["chain_head"]
    assert told["rows"] == sum(table["rows"] for table in first["tables"].values())
    trail = [each["tables"]["audit_auditevent"]["rows"] for each in (first, second)]
    assert trail[1] == trail[0] + 1
    assert "events chained" in new_house.manage("verify_audit")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "house", "new_house", "saved"]


def test_restoring_over_a_house_in_use_asks_first_and_then_replaces_all_of_it(
    house: House, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    before = house.python(COUNT)
    house.manage("backup", str(saved))
    with somebody_writing(house):
        pass
    house.python(SIGN_IN)

    refused = house.run("restore", str(saved))
    kept = house.python(COUNT)
    house.manage("restore", str(saved), "--yes")

    assert refused.returncode == 1
    assert "not empty. Nothing was changed." in refused.stderr
    assert int(kept) > int(before)
    assert house.python(COUNT) == before
    assert house.python(SESSIONS) == "0"
    assert "Events of the trail are never deleted." in house.python(DELETE_AN_EVENT)


def test_a_full_disk_leaves_a_message_and_nothing_half_written(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "saved").write_text("an older backup")

    # The tests cannot fill a disk everywhere; a limit on the size of files stops writing in the same way.
    done = house.run(
        "backup",
        str(folder / "saved"),
        "--replace",
        limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )

    assert done.returncode == 1
    assert f"The disk of {folder} is full. Nothing half-written was left there" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in folder.iterdir()] == ["saved"]
    assert (folder / "saved").read_text() == "an older backup"


def test_an_older_backup_is_kept_unless_asked(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.write_text("an older backup")

    with pytest.raises(CommandError, match="exists and was kept"):
        call_command("backup", str(saved))

    assert saved.read_text() == "an older backup"
