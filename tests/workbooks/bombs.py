"""Workbooks that mean harm, or were never workbooks."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from outsourcing.workbooks.writing import Column, Table, Value, write_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def honest(*rows: tuple[Value, ...]) -> bytes:
    """A small workbook with these rows below its names."""
    return write_workbook([Table("Rows", [Column("A"), Column("B")], rows)], title="Rows")


def changed(book: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The workbook with some parts put in place of its own, or added."""
    out = BytesIO()
    with ZipFile(BytesIO(book)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            if name not in parts:
                made.writestr(name, given.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def with_sheet(inner: str) -> bytes:
    """A workbook whose only sheet says this."""
    return changed(honest(("x", 1)), {SHEET: f"{HEAD}{inner}{TAIL}"})


def far_cell() -> bytes:
    """One cell in the last corner there is."""
    return with_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def many_rows() -> bytes:
    """More rows than any table of ours, none with a number."""
    return with_sheet("<row><c><v>1</v></c></row>" * 6_000)


def many_cells() -> bytes:
    """Rows within the limit that hold far too many cells between them."""
    return with_sheet("".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 100 + "</row>" for n in range(1, 4_000)))


def unpacking() -> bytes:
    """A few kilobytes that unpack to many megabytes."""
    return changed(honest(("x", 1)), {"xl/media/zeros.bin": b"\0" * 60_000_000})


def shrunk() -> bytes:
    """Within the size, but shrunk further than anything honest."""
    return changed(honest(("x", 1)), {"xl/media/zeros.bin": b"\0" * 20_000_000})


def many_entries() -> bytes:
    """A thousand parts."""
    return changed(honest(("x", 1)), {f"xl/media/{n}.bin": b"" for n in range(1_000)})


def billion_laughs() -> bytes:
    """Entities that grow while they are read."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    shared = f'<?xml version="1.0"?><!DOCTYPE sst [{entities}]><sst><si><t>&l9;</t></si></sst>'
    return changed(honest(("x", 1)), {"xl/sharedStrings.xml": shared})


def outside_entity() -> bytes:
    """An entity that names a file of this machine."""
    doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    sheet = (
        HEAD.replace("<worksheet", f"{doctype}<worksheet")
        + f'<row r="1"><c r="A1"><v>&f;</v></c></row>{TAIL}'
    )
    return changed(honest(("x", 1)), {SHEET: sheet})


def with_macros() -> bytes:
    """A workbook with a part that programs run."""
    return changed(honest(("x", 1)), {"xl/vbaProject.bin": b"Attribute VB_Name"})


def a_document() -> bytes:
    """An archive of another program."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<document/>")
    return out.getvalue()


ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2_000
