"""Small real files of each kind, and some that are not what they say."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from django.core.files.uploadedfile import SimpleUploadedFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\x00" * 20 + bytes.fromhex("ffd9")
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600


def pdf(said: str = "ISO 27001 certificate") -> bytes:
    """A PDF of one page that a reader opens, with this sentence on it."""
    stream = f"BT /F1 18 Tf 60 720 Td ({said}) Tj ET".encode("latin-1")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made
        + b"xref\n0 6\n0000000000 65535 f \n%btrailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(made),
        )
    )


def png() -> bytes:
    """A picture of one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def office(media_type: str = WORD, parts: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """A Microsoft file: its list of parts, and these parts besides."""
    listed = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/document.xml" ContentType="{media_type}.main+xml"/></Types>'
    )
    return archive({"[Content_Types].xml": listed.encode(), "document.xml": b"<w/>", **parts})


def open_document(media_type: str) -> bytes:
    """An open document: its kind stands first, by itself."""
    return archive({"mimetype": media_type.encode(), "content.xml": b"<office/>"})


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return made.getvalue()


def upload(
    content: bytes, name: str = "proof.pdf", content_type: str = "application/pdf"
) -> SimpleUploadedFile:
    """An upload as a browser sends it; the kind it claims is any."""
    return SimpleUploadedFile(name, content, content_type)
