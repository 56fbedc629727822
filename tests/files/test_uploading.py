"""What a browser sends is cut off at the limit, and a full disk is survived until somebody can say so."""

import errno
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.test import RequestFactory

from outsourcing.files import places
from outsourcing.files.accepting import accepted
from outsourcing.files.refusals import FileRefused
from outsourcing.files.uploading import ArrivingFile, UnfinishedFile
from tests.files import samples

LARGE = samples.pdf() + b" " * 3_000_000


def received(content: bytes, name: str = "proof.pdf") -> "UploadedFile[Any]":
    """The file of a request, as the handlers of the settings took it in."""
    file = BytesIO(content)
    file.name = name
    upload = RequestFactory().post("/", {"file": file}).FILES["file"]
    assert isinstance(upload, UploadedFile)
    return upload


def test_a_large_file_lies_among_the_arriving_under_no_name_of_the_senders() -> None:
    upload = received(LARGE, "secret name.pdf")

    assert isinstance(upload, ArrivingFile)
    path = Path(upload.temporary_file_path())
    assert (path.parent, "secret" in path.name, ".pdf" in path.name) == (
        places.arriving_folder(),
        False,
        False,
    )
    assert accepted(upload).size == len(LARGE)
    upload.close()
    assert not path.exists()


@pytest.mark.parametrize("limit", [1_000_000, 2_900_000])
def test_more_than_the_limit_never_reaches_the_disk(settings: Any, limit: int) -> None:
    settings.LARGEST_UPLOAD = limit

    upload = received(LARGE)

    assert upload.size == limit + 1
    with pytest.raises(FileRefused, match="is larger than"):
        accepted(upload)


def test_of_several_files_each_has_the_limit_for_itself(settings: Any) -> None:
    settings.LARGEST_UPLOAD = 2_000

    first, second = received(samples.pdf()), received(samples.pdf("again"))

    assert accepted(first).sha256 != accepted(second).sha256


@pytest.mark.parametrize("step", ["new_file", "write", "seek"])
def test_a_disk_that_is_full_while_it_arrives_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "new_file":
        monkeypatch.setattr("outsourcing.files.uploading.tempfile.NamedTemporaryFile", full)
    else:
        monkeypatch.setattr(ArrivingFile, step, full, raising=False)

    upload = received(LARGE)

    assert isinstance(upload, UnfinishedFile)
    with pytest.raises(FileRefused, match="There is no room left for files"):
        accepted(upload)
