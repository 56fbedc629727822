"""Takes in what a browser sends, up to a limit, and survives a full disk until somebody can say so."""

import tempfile
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from outsourcing.files.places import FULL, arriving_folder


class ArrivingFile(TemporaryUploadedFile):
    """An upload in the folder of arriving files, under no name of the sender's."""

    def __init__(self, name: str, content_type: str | None, charset: str | None, extra: Any) -> None:
        # It is removed when the request is over and it is closed.
        file = tempfile.NamedTemporaryFile(dir=arriving_folder(), prefix="upload-")  # noqa: SIM115
        UploadedFile.__init__(self, file, name, content_type, 0, charset, extra)


class UnfinishedFile(SimpleUploadedFile):
    """What stands for an upload that found no room."""

    def __init__(self, name: str) -> None:
        super().__init__(name, b"")


class UpToLimit(FileUploadHandler):
    """Lets one byte more than the limit through and swallows the rest.

    The file is then seen to be too large, by whoever asks for its size, without having filled the disk.
    """

    def new_file(self, *args: Any, **options: Any) -> None:
        """Count each file by itself."""
        super().new_file(*args, **options)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Pass on what still fits."""
        room = settings.LARGEST_UPLOAD + 1 - self.seen
        self.seen += len(raw_data)
        return raw_data[:room] if room > 0 else None

    def file_complete(self, file_size: int) -> None:
        """Others make the file."""


class ToFolder(FileUploadHandler):
    """Writes an upload into the folder of arriving files; where that is full, what stands for it says so."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **options)
        self.file: ArrivingFile | None = None
        try:
            self.file = ArrivingFile(
                self.file_name or "", self.content_type, self.charset, self.content_type_extra
            )
        except OSError as error:
            self._give_up(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Add to it, while there is room."""
        try:
            if self.file is not None:
                self.file.write(raw_data)
        except OSError as error:
            self._give_up(error)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """The file, or what stands for it."""
        try:
            if self.file is not None:
                self.file.seek(0)
                self.file.size = file_size
                return self.file
        except OSError as error:
            self._give_up(error)
        return UnfinishedFile(self.file_name or "")

    def upload_interrupted(self) -> None:
        """What arrived of it goes."""
        self._forget()

    def _give_up(self, error: OSError) -> None:
        if error.errno not in FULL:
            raise error
        self._forget()

    def _forget(self) -> None:
        if self.file is not None:
            with suppress(OSError):
                self.file.close()
        self.file = None
