"""The disk is full while a backup or a proof is written: it says so, and leaves nothing half-written."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from assessments.models import Assessment, Document, Evidence
from tests.assessments import factories
from tests.assessments.pages.places import filling, text_of
from tests.files import samples
from tests.people import htmx

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB; only an administrator may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        pytest.skip("there is no mount on this machine")
    if made.returncode:
        pytest.skip("only an administrator can make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_backup_that_does_not_fit_says_so_and_leaves_nothing(small_disk: Path) -> None:
    factories.assessment()
    target = small_disk / "parity.backup"

    with pytest.raises(CommandError, match=r"The disk of .*small is full\. Nothing half-written was left"):
        call_command("backup", str(target))

    assert list(small_disk.iterdir()) == []


def test_a_backup_that_does_not_fit_keeps_the_one_before(small_disk: Path) -> None:
    target = small_disk / "parity.backup"
    target.write_bytes(b"the backup of yesterday")

    with pytest.raises(CommandError, match="is full"):
        call_command("backup", str(target), "--replace")

    assert target.read_bytes() == b"the backup of yesterday"
    assert list(small_disk.iterdir()) == [target]


@pytest.mark.parametrize("size", [200_000, 3_000_000], ids=["kept in memory", "written as it arrives"])
def test_a_proof_that_does_not_fit_says_so_and_leaves_nothing(
    small_disk: Path, settings: Settings, size: int
) -> None:
    settings.MEDIA_ROOT = small_disk
    place = filling()
    before = Assessment.objects.get().input_version
    address = f"{place.question('pace')}proof/add/"

    refused = place.client.post(
        address, {"file": samples.upload(samples.pdf() + b" " * size)}, headers=htmx()
    )

    assert refused.status_code == 422
    assert "There is no room left for files, so this one was not kept." in text_of(refused)
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []
    assert (Document.objects.count(), Evidence.objects.count()) == (0, 0)
    assert Assessment.objects.get().input_version == before
    kept = place.client.post(address, {"file": samples.upload(samples.pdf())}, headers=htmx())
    assert kept.status_code == 200
    assert Document.objects.get().size == len(samples.pdf())
