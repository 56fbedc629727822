"""Files are kept whole or not at all, handed out, verified, and swept when nothing names them."""

import errno
import os
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Document
from outsourcing.files import places
from outsourcing.files.accepting import accepted
from outsourcing.files.refusals import FileMissing, FileRefused
from outsourcing.files.storing import discard, open_stored, store
from outsourcing.files.sweeping import sweep_files
from tests.assessments.proof.proofs import proving
from tests.files import samples

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def kept(content: bytes = b"kept") -> str:
    """The key of a file that was stored."""
    return store(accepted(samples.upload(content, "kept.txt")))


def aged(key: str, *, days: float) -> Path:
    """The place of a file that has lain there for some days."""
    path = places.path_of(key)
    then = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))
    return path


def test_a_file_lies_under_its_key_for_its_owner_only() -> None:
    key = kept(b"content")

    path = places.path_of(key)
    assert places.KEY.fullmatch(key)
    assert (path.parent.name, path.read_bytes(), path.stat().st_mode & 0o777) == (key[:2], b"content", 0o600)
    with open_stored(key) as file:
        assert file.read() == b"content"
    assert not (places.arriving_folder() / key).exists()


def test_what_is_no_key_leads_nowhere() -> None:
    for key in ("../secret-key", "", "a" * 31, "A" * 32, "a" * 30 + "/b"):
        with pytest.raises(ValueError, match="no key"):
            places.path_of(key)


def test_a_discarded_file_is_gone() -> None:
    key = kept()
    discard(key)
    discard(key)

    with pytest.raises(FileMissing):
        open_stored(key)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = set(places.folder().rglob("*"))
    monkeypatch.setattr(f"outsourcing.files.storing.os.{step}", full)

    with pytest.raises(FileRefused, match="There is no room left for files, so this one was not kept"):
        kept()

    assert {path for path in set(places.folder().rglob("*")) - before if path.is_file()} == set()


def test_only_old_files_that_nothing_names_are_swept() -> None:
    proving().attach(content=samples.pdf())
    named = aged(Document.objects.get().key, days=40)
    orphan, young = aged(kept(b"orphan"), days=1.1), aged(kept(b"young"), days=0.9)
    left = places.arriving_folder() / "upload-left"
    left.write_bytes(b"half")
    os.utime(left, ((NOW - timedelta(days=2)).timestamp(),) * 2)

    assert sweep_files(now=NOW) >= 2

    assert [path.exists() for path in (named, young, orphan, left)] == [True, True, False, False]


def test_files_are_verified_by_content() -> None:
    proving().attach(content=samples.pdf())
    path = places.path_of(Document.objects.get().key)
    said = StringIO()
    call_command("verify_files", stdout=said)
    assert "1 files are there and unchanged." in said.getvalue()

    path.write_bytes(samples.pdf("forged"))
    with pytest.raises(CommandError, match="its content was changed"):
        call_command("verify_files")
    path.unlink()
    with pytest.raises(CommandError, match="it is missing"):
        call_command("verify_files")
