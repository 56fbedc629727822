"""What is not a whole backup of this kind of database is refused in words, before anything is touched."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from outsourcing.operation import restore
from outsourcing.operation.domain.archive import read_archive, write_archive
from outsourcing.operation.domain.faults import OperationError
from outsourcing.operation.domain.manifest import FORMAT, Inventory, Manifest, version_key
from outsourcing.operation.engines import engine_of, postgresql
from outsourcing.operation.inventory import take_inventory
from outsourcing.operation.product import product_version
from tests.people import person

pytestmark = pytest.mark.django_db

KEPT = "Nothing was changed."
Change = Callable[[Manifest], Manifest]


@pytest.fixture(autouse=True)
def _nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here may reach the database of all the others."""

    def load(_archive: object) -> None:
        raise AssertionError("it went on to replace the database")

    monkeypatch.setattr(restore, "_load", load)


def manifest(**changes: Any) -> Manifest:
    server = "15.0" if connection.vendor == "postgresql" else "3.40"
    known = take_inventory(connection)
    inventory = Inventory(
        migrations=known.migrations, chain_length=0, chain_head="0" * 64, tables=known.tables
    )
    made = Manifest(
        FORMAT, product_version(), "2026-11-23T12:00:00+00:00", connection.vendor, server, inventory, {}
    )
    return replace(made, **changes)


def archive(folder: Path, change: Change = lambda made: made, content: bytes = b"") -> Path:
    """An archive whose database is only bytes; it is refused before anybody looks at them."""
    dumped, made = folder / "dumped", folder / "saved"
    dumped.write_bytes(content or os.urandom(20_000))
    evidence = folder / "evidence"
    evidence.write_bytes(b"proof")
    with write_archive(made) as writer:
        writer.add(engine_of(connection.vendor).member, dumped, compress=False)
        writer.add("files/ab/evidence", evidence, compress=False)
        writer.finish(change(manifest(members=writer.members)))
    return made


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path), "--yes")
    return str(refused.value)


def test_a_whole_archive_is_not_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="went on to replace"):
        call_command("restore", str(archive(tmp_path)), "--yes")


def test_a_file_that_is_not_there_or_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not an archive")

    assert refusal(tmp_path / "missing") == f"There is no file {tmp_path / 'missing'}. {KEPT}"
    assert "cut off or was changed" in refusal(tmp_path / "text")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.9, 0.99])
def test_an_archive_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = archive(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    assert KEPT in refusal(path)


@pytest.mark.parametrize("share", [0.01, 0.2, 0.4, 0.6, 0.85])
def test_an_archive_with_one_changed_bit_is_refused(tmp_path: Path, share: float) -> None:
    path = archive(tmp_path)
    content = bytearray(path.read_bytes())
    content[int(len(content) * share)] ^= 1
    path.write_bytes(content)

    assert KEPT in refusal(path)


def test_a_member_that_the_manifest_tells_otherwise_is_refused(tmp_path: Path) -> None:
    path = archive(
        tmp_path, lambda made: replace(made, members={**made.members, "files/ab/evidence": other(made)})
    )

    assert "files/ab/evidence is not what was saved" in refusal(path)


def other(made: Manifest) -> Any:
    return replace(made.members["files/ab/evidence"], sha256="0" * 64)


def test_a_member_too_many_or_too_few_is_refused(tmp_path: Path) -> None:
    more, fewer = tmp_path / "more", tmp_path / "fewer"
    more.mkdir()
    fewer.mkdir()
    longer = archive(more)
    with ZipFile(longer, "a") as bundle:
        bundle.writestr("files/slipped-in", b"x")
    shorter = archive(fewer, lambda made: replace(made, members={**made.members, "files/gone": other(made)}))

    assert "its members are not those of its manifest" in refusal(longer)
    assert "its members are not those of its manifest" in refusal(shorter)


def test_another_kind_of_database_is_refused_and_the_way_named(tmp_path: Path) -> None:
    path = archive(tmp_path, lambda made: replace(made, vendor="oracle"))

    said = refusal(path)

    assert said.startswith(
        f"This backup is of oracle, and the configured database is {connection.vendor}. {KEPT}"
    )
    assert "manage.py move_database" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda made: replace(made, product="99.0.0"), "made by Parity 99.0.0"),
        (lambda made: replace(made, format=FORMAT + 1), f"has format {FORMAT + 1}"),
        (
            lambda made: replace(made, inventory=replace(made.inventory, migrations=("audit.9999_later",))),
            "of a newer Parity (audit.9999_later)",
        ),
    ],
)
def test_what_a_newer_version_made_is_refused(tmp_path: Path, change: Change, said: str) -> None:
    refused = refusal(archive(tmp_path, change))

    assert said in refused
    assert KEPT in refused


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "x"}', '{"format": 1, "members": []}', "null"])
def test_a_manifest_that_says_nothing_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "saved"
    with ZipFile(path, "w") as bundle:
        bundle.writestr("manifest.json", text)

    assert refusal(path).startswith("The manifest of this backup cannot be read.")


def test_a_member_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    evil = tmp_path / "evil"
    evil.write_bytes(b"x")
    with write_archive(path) as writer:
        writer.add("files/../../outside", evil, compress=False)
        writer.finish(manifest(members=writer.members))

    with read_archive(path) as read, pytest.raises(OperationError, match="leads out of its folder"):
        read.below("files/")


def test_a_database_in_use_is_replaced_only_when_asked(tmp_path: Path) -> None:
    person()

    with pytest.raises(CommandError, match=r"not empty\. Nothing was changed"):
        call_command("restore", str(archive(tmp_path)))


def test_an_uploaded_file_that_is_another_one_is_kept(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files" / "ab").mkdir(parents=True)
    (tmp_path / "files" / "ab" / "evidence").write_bytes(b"another proof")

    with read_archive(archive(tmp_path)) as read, pytest.raises(OperationError, match="is another file"):
        restore._require_same_files(read, read.below("files/"))


def test_without_a_matching_pg_dump_there_is_a_clear_refusal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "9.6" / "bin" / "pg_dump"
    old.parent.mkdir(parents=True)
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    monkeypatch.setattr(postgresql, "SYSTEM", tmp_path)
    monkeypatch.setenv("PATH", str(old.parent))

    with pytest.raises(OperationError, match=r"no pg_dump of that version on PATH .* Nothing was done\."):
        postgresql.find_program("pg_dump", 15)
    assert postgresql.find_program("pg_dump", 9) == old


def test_versions_have_their_order() -> None:
    assert version_key("0.9.0") < version_key("0.10.0") < version_key("1.0.0")
