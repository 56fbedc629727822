"""Files that mean harm: small to send, and large or endless for whoever opens them without care."""

from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

from tests.providers.rosters.files import text, typed, workbook

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<?xml version="1.0"?><worksheet xmlns="{SPACE}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"
FAR = (
    HEAD
    + b'<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    + b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    + TAIL
)
DAMAGED = "This file is damaged and cannot be read."
UNPACKS = "This file unpacks to far more than a workbook of this kind needs, so it was not opened."
Parts = dict[str, bytes]
NOISE = Random(1)  # noqa: S311 - repeatable, not secret


def parts() -> Parts:
    """The parts of an honest workbook."""
    with ZipFile(workbook(typed())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changed: Parts, *, without: str = "", packing: int = ZIP_DEFLATED, padding: int = 0) -> bytes:
    """The honest workbook with some parts changed; noise as padding hides how much the rest shrank."""
    noise = {"xl/media/noise.bin": NOISE.randbytes(padding)} if padding else {}
    out = BytesIO()
    with ZipFile(out, "w", packing) as made:
        for name, content in {**parts(), **changed, **noise}.items():
            if name != without:
                made.writestr(name, content)
    return out.getvalue()


def padded(name: str, content: bytes) -> bytes:
    """A part that unpacks to as much as is allowed, and does not look like it."""
    return packed({name: content}, padding=1_200_000)


def repeated(head: bytes, piece: bytes, size: int, tail: bytes) -> bytes:
    """One piece again and again."""
    return head + piece * (size // len(piece)) + tail


def far_cell() -> bytes:
    """One cell in the last corner there is."""
    return packed({SHEET: FAR})


def elsewhere(target: str, entry: str) -> bytes:
    """A sheet with a far cell under a name that no honest program gives it."""
    relations = parts()[RELATIONS].replace(b"worksheets/sheet1.xml", target.encode())
    return packed({RELATIONS: relations, entry: FAR}, without=SHEET)


def lying(declared: int) -> bytes:
    """A sheet of 40 MB that says it has so many bytes."""
    content = repeated(HEAD, b" ", 40_000_000, TAIL)
    made = packed({SHEET: content}, padding=1_000_000)
    return made.replace(len(content).to_bytes(4, "little"), declared.to_bytes(4, "little"))


def nested() -> bytes:
    """A workbook within a workbook, as often as it takes."""
    inner = packed({"xl/media/zeros.bin": b"\0" * 100_000_000})
    for _depth in range(5):
        inner = packed({"xl/embeddings/book.xlsx": inner})
    return inner


def shared_by_many() -> bytes:
    """One text of 30,000 characters that 200,000 cells show."""
    shared = f'<sst xmlns="{SPACE}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 20 + b"</row>"
    return packed({SHARED: shared, SHEET: repeated(HEAD, row, 10_000 * len(row), TAIL)}, padding=300_000)


def unnumbered() -> bytes:
    """Cells beside each other without a place, in one row that never ends, and a last row far below."""
    cells = b'<row r="1">' + b"<c><v>1</v></c>" * 300_000 + b"</row>"
    return packed({SHEET: HEAD + cells + b'<row r="190000"><c><v>1</v></c></row>' + TAIL}, padding=300_000)


def styles() -> bytes:
    """A list of styles without end."""
    head = f'<styleSheet xmlns="{SPACE}"><cellXfs>'.encode()
    return padded(STYLES, repeated(head, b'<xf numFmtId="14"/>', 140_000_000, b"</cellXfs></styleSheet>"))


def shared_empty() -> bytes:
    """A list of shared texts without end, each of nothing."""
    head = f'<sst xmlns="{SPACE}">'.encode()
    return padded(SHARED, repeated(head, b"<si/>", 140_000_000, b"</sst>"))


def shared_huge() -> bytes:
    """One shared text without end."""
    head = f'<sst xmlns="{SPACE}"><si><t>'.encode()
    return padded(SHARED, repeated(head, b"abcdefgh", 140_000_000, b"</t></si></sst>"))


def names() -> bytes:
    """Elements that are each called differently."""
    return packed({SHEET: HEAD + b"".join(b"<a%d/>" % number for number in range(200_000)) + TAIL})


def laughs() -> bytes:
    """Entities that grow while they are read."""
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    said = f'<?xml version="1.0"?><!DOCTYPE sst [{declared}]><sst><si><t>&l9;</t></si></sst>'
    return packed({SHARED: said.encode()})


def outside() -> bytes:
    """An entity that names a file of the machine."""
    said = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return packed({SHEET: HEAD.replace(b"<worksheet", said.encode() + b"<worksheet") + b"&f;" + TAIL})


def many_sheets() -> bytes:
    """One part that is said to be two thousand sheets."""
    book = parts()["xl/workbook.xml"]
    start = book.index(b"<sheet ")
    one = book[start : book.index(b"/>", start) + 2]
    more = b"".join(one.replace(b'"People"', b'"P%d"' % number) for number in range(2_000))
    return packed({"xl/workbook.xml": book.replace(one, more)})


def rows_without_end() -> bytes:
    """A row for each line there is, all empty but the first and the last."""
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 250_000))
    return packed({SHEET: HEAD + b'<row r="1"><c r="A1"><v>1</v></c></row>' + rows + TAIL}, padding=300_000)


FAR_ROWS = "sheet “sheet1”: This sheet has more than 200000 rows."
BOMBS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a far cell": (far_cell, FAR_ROWS),
    "a far cell in a part of another kind": (
        lambda: elsewhere("worksheets/a.bin", "xl/worksheets/a.bin"),
        DAMAGED,
    ),
    "a far cell among pictures": (lambda: elsewhere("media/a.png", "xl/media/a.png"), DAMAGED),
    "a far cell in capitals": (
        lambda: elsewhere("worksheets/sheet1.xml", "XL/WORKSHEETS/sheet1.XML"),
        "sheet “sheet1.XML”: This sheet has more than 200000 rows.",
    ),
    "a far cell behind another slash": (
        lambda: elsewhere("worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
        "sheet “xl\\worksheets\\sheet1”: This sheet has more than 200000 rows.",
    ),
    "zeros": (lambda: packed({"xl/media/a.png": b"\0" * 200_000_000}), UNPACKS),
    "zeros within": (lambda: packed({"xl/media/a.png": b"\0" * 30_000_000}), UNPACKS),
    "many parts": (lambda: packed({f"xl/media/{n}.png": b"" for n in range(1_000)}), UNPACKS),
    "a size that lies small": (lambda: lying(500), DAMAGED),
    "a size that lies large": (lambda: lying(120_000_000), DAMAGED),
    "another packing, LZMA": (lambda: packed({}, packing=ZIP_LZMA), DAMAGED),
    "another packing, bzip2": (lambda: packed({}, packing=ZIP_BZIP2), DAMAGED),
    "a name twice": (lambda: packed({SHEET.upper(): FAR}), DAMAGED),
    "a text that many cells share": (
        shared_by_many,
        "The cells of this workbook hold more than 100 million characters.",
    ),
    "cells without places": (
        unnumbered,
        "sheet “sheet1”: Cell 1:101 lies further out than any table of this kind. Clear it and try again.",
    ),
    "cells without end": (
        lambda: packed(
            {SHEET: repeated(HEAD, b"<row>" + b"<c/>" * 90 + b"</row>", 9_500_000, TAIL)}, padding=300_000
        ),
        "This workbook holds more than 2000000 cells.",
    ),
    "styles without end": (styles, DAMAGED),
    "shared texts without end": (shared_empty, DAMAGED),
    "one shared text without end": (shared_huge, DAMAGED),
    "an attribute without end": (
        lambda: padded(
            SHEET, HEAD.replace(b"<sheetData>", b'<x a="' + b"x" * 100_000_000 + b'"/><sheetData>') + TAIL
        ),
        DAMAGED,
    ),
    "a comment without end": (
        lambda: padded(SHEET, HEAD + b"<!--" + b"x" * 100_000_000 + b"-->" + TAIL),
        DAMAGED,
    ),
    "elements within elements": (lambda: packed({SHEET: HEAD + b"<a>" * 300_000}), DAMAGED),
    "styles within styles": (lambda: packed({STYLES: b"<a>" * 300_000}), DAMAGED),
    "names without end": (names, DAMAGED),
    "entities that grow": (laughs, DAMAGED),
    "an entity outside": (outside, DAMAGED),
    "another encoding": (lambda: packed({SHEET: (HEAD + TAIL).decode().encode("utf-16")}), DAMAGED),
    "many sheets": (many_sheets, "This workbook has more than 30 sheets."),
    "rows without end": (rows_without_end, FAR_ROWS),
    "half an archive": (lambda: packed({})[:-300], DAMAGED),
    "a line without end": (
        lambda: text().read() + b"x" * 50_000_000,
        "Line 6 is longer than any row of a roster (250000 characters). Is this a table?",
    ),
    "5 MB in one cell": (
        lambda: text([("1", "x" * 5_000_000, "", "", "2020-01-01", "", "")]).read(),
        "Line 2 is longer than any row of a roster (250000 characters). Is this a table?",
    ),
    "a quotation mark without end": (
        lambda: text().read() + b'"9,QA,Pune,,2020-01-01,,\n' + b"8,QA,Pune,,2020-01-01,,\n" * 100_000,
        "Line 6: a cell has no end. A quotation mark is opened there and not closed, so that other rows "
        "would be lost in it. Correct it and try again.",
    ),
    "lines without end": (
        lambda: text().read() + b"\n" * 4_000_000,
        "This file has more than 3000000 lines.",
    ),
    "columns without end": (
        lambda: text([], headers=[f"column {n}" for n in range(20_000)]).read() + b"\n1\n",
        "This file has more than 100 columns.",
    ),
    "a table that is too large": (
        lambda: text().read() + b"8,QA,Pune,,2020-01-01,,\n" * 5_100_000,
        "This file is larger than 120 MB. Leave out columns that are not asked for.",
    ),
}
