"""The kinds of files that are taken, and how each is called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class FileKind:
    """One kind of file: the endings its name may have, and what its content says it is."""

    ending: str
    label: Promise
    media_type: str
    other_endings: tuple[str, ...] = ()
    # What the list of parts of a Microsoft file, or the `mimetype` of an open document, says.
    office_type: str = ""

    @property
    def endings(self) -> tuple[str, ...]:
        """Every ending that fits."""
        return (self.ending, *self.other_endings)


PDF = FileKind("pdf", _("PDF"), "application/pdf")
PNG = FileKind("png", _("picture (PNG)"), "image/png")
JPEG = FileKind("jpg", _("picture (JPEG)"), "image/jpeg", ("jpeg", "jpe", "jfif"))
DOCX = FileKind(
    "docx",
    _("Word document"),
    f"{OPEN_XML}wordprocessingml.document",
    office_type=f"{OPEN_XML}wordprocessingml.document.main+xml",
)
XLSX = FileKind(
    "xlsx",
    _("workbook (Excel)"),
    f"{OPEN_XML}spreadsheetml.sheet",
    office_type=f"{OPEN_XML}spreadsheetml.sheet.main+xml",
)
PPTX = FileKind(
    "pptx",
    _("slides (PowerPoint)"),
    f"{OPEN_XML}presentationml.presentation",
    office_type=f"{OPEN_XML}presentationml.presentation.main+xml",
)
ODT = FileKind("odt", _("open document (text)"), f"{OPEN_DOCUMENT}text", office_type=f"{OPEN_DOCUMENT}text")
ODS = FileKind(
    "ods",
    _("open document (workbook)"),
    f"{OPEN_DOCUMENT}spreadsheet",
    office_type=f"{OPEN_DOCUMENT}spreadsheet",
)
TXT = FileKind("txt", _("plain text"), "text/plain")
CSV = FileKind("csv", _("table (CSV)"), "text/csv", ("tsv",))

MICROSOFT_OFFICE = (DOCX, XLSX, PPTX)
OPEN_OFFICE = (ODT, ODS)
OFFICE = (*MICROSOFT_OFFICE, *OPEN_OFFICE)
TEXTS = (TXT, CSV)
# What may be attached as proof.
DOCUMENTS = (PDF, *OFFICE, PNG, JPEG, *TEXTS)
ALL_KINDS = DOCUMENTS


def kind_of_type(media_type: str) -> FileKind | None:
    """The kind that is kept under this media type."""
    return next((kind for kind in ALL_KINDS if kind.media_type == media_type), None)
