"""What is taken is told by its content; each refusal says why, and what to do."""

import io
import struct

import pytest

from outsourcing.files.accepting import accepted
from outsourcing.files.kinds import DOCUMENTS, PDF, PNG, XLSX
from outsourcing.files.refusals import FileRefused
from tests.files import samples
from tests.files.samples import upload

GOOD = {
    "report.pdf": samples.pdf(),
    "Policy.DOCX": samples.office(samples.WORD),
    "list.xlsx": samples.office(samples.SHEET),
    "slides.pptx": samples.office(samples.SLIDES),
    "text.odt": samples.open_document("application/vnd.oasis.opendocument.text"),
    "sheet.ods": samples.open_document("application/vnd.oasis.opendocument.spreadsheet"),
    "screen.png": samples.png(),
    "photo.jpeg": samples.JPEG,
    "photo.jpg": samples.JPEG,
    "notes.txt": "Gespräch mit Frau Öğuz – 3 Fragen\r\n".encode(),
    "windows.txt": "Gespräch – alt".encode("cp1252"),
    "wide.txt": "Gespräch".encode("utf-16"),
    "MZ.txt": b"MZ is how this text begins\n",
    "team.csv": b"name,since\nNA,2020\n",
}


def refusal(content: bytes, name: str = "proof.pdf", *, largest: int = 0) -> tuple[str, str]:
    with pytest.raises(FileRefused) as refused:
        accepted(upload(content, name), largest=largest)
    return refused.value.code, refused.value.reason


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_taken(name: str) -> None:
    taken = accepted(upload(GOOD[name], name))

    assert (taken.name, taken.size, len(taken.sha256)) == (name, len(GOOD[name]), 64)
    assert b"".join(taken.pieces()) == GOOD[name]


def test_what_the_browser_says_of_the_kind_counts_for_nothing() -> None:
    assert accepted(upload(samples.pdf(), "a.pdf", "text/html")).kind is PDF
    assert refusal(samples.EXE, "a.pdf")[0] == "program"


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == ("empty", "This file is empty. Choose the file with its content.")


def test_a_file_that_is_too_large_is_refused() -> None:
    code, reason = refusal(samples.pdf() + b" " * 1_000_000, largest=1_000_000)

    assert (code, "larger than 1 MB" in reason, "Nothing of it was kept" in reason) == (
        "too_large",
        True,
        True,
    )


def test_a_name_that_promises_another_kind_is_refused_with_both() -> None:
    code, reason = refusal(samples.png(), "certificate.pdf")

    assert code == "ending"
    assert "ends in .pdf, but the content is: picture (PNG)" in reason


def test_a_name_without_an_ending_is_told_the_right_one() -> None:
    assert "Call it ….pdf" in refusal(samples.pdf(), "certificate")[1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (samples.EXE, "program"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 60, "program"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (samples.OLD_WORD, "old_office"),
        (samples.archive({"a.txt": b"a"}), "archive"),
        (b"GIF89a" + b"\x00" * 30, "unknown"),
        (b"\x00\x01\x02 no text", "unknown"),
    ],
)
@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt"])
def test_what_is_not_taken_is_refused_under_any_name(content: bytes, code: str, name: str) -> None:
    assert refusal(content, name)[0] == code


@pytest.mark.parametrize(
    "content",
    [
        samples.office(parts={"word/vbaProject.bin": b"\x00"}),
        samples.office("application/vnd.ms-word.document.macroEnabled"),
        samples.archive(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Standard/Module1.xml": b"<x/>"}
        ),
    ],
)
def test_macros_are_refused_in_words(content: bytes) -> None:
    code, reason = refusal(content, "policy.docx")

    assert (code, "holds macros" in reason, "as PDF" in reason) == ("macros", True, True)


@pytest.mark.parametrize("front", [samples.pdf(), samples.png(), samples.JPEG])
def test_two_files_in_one_are_refused(front: bytes) -> None:
    hidden = samples.archive({"run.bat": b"del *"})

    assert refusal(front + hidden, "a.pdf")[0] == "two_in_one"


def test_a_document_that_embeds_an_archive_is_no_polyglot() -> None:
    inside = samples.pdf()[:-6] + samples.archive({"a": b"a"}) + b"\n%%EOF\n"

    assert accepted(upload(inside)).kind is PDF


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    bomb = samples.office(parts={f"word/media/{n}.bin": bytes(30_000_000) for n in range(7)})

    assert len(bomb) < 300_000
    assert refusal(bomb, "policy.docx")[0] == "bomb"


def test_a_list_of_too_many_parts_is_refused_before_it_is_read() -> None:
    many = samples.office(parts={f"word/{n}": b"" for n in range(5_001)})

    assert refusal(many, "policy.docx")[0] == "bomb"


def test_a_lying_list_of_parts_is_damaged_not_a_fault() -> None:
    whole = bytearray(samples.office(samples.WORD))
    end = bytes(whole).rfind(b"PK\x05\x06")
    struct.pack_into("<L", whole, end + 16, 4_000_000)

    assert refusal(bytes(whole), "policy.docx")[0] == "damaged"
    assert refusal(samples.office(samples.WORD)[:-30], "policy.docx")[0] == "damaged"


def test_other_kinds_may_be_named_by_whoever_asks() -> None:
    with pytest.raises(FileRefused, match="Taken here: workbook"):
        accepted(upload(samples.pdf()), kinds=(XLSX,))

    assert PNG in DOCUMENTS


def test_the_content_is_read_from_its_beginning() -> None:
    sent = upload(samples.pdf())
    sent.seek(0, io.SEEK_END)

    assert b"".join(accepted(sent).pieces()) == samples.pdf()
