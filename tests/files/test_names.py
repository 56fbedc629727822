"""Names from outside are shown on one line, and lead nowhere."""

import pytest

from outsourcing.files.names import LONGEST_NAME, ending_of, plain_name


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\eve\\plan.docx", "plan.docx"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("\u200bzero\u2060width.pdf", "zero width.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("...hidden.pdf", "hidden.pdf"),
        ("", "file"),
        ("..", "file"),
        ("Prüfbericht Öğuz 日本.pdf", "Prüfbericht Öğuz 日本.pdf"),
    ],
)
def test_names_become_plain(raw: str, plain: str) -> None:
    assert plain_name(raw) == plain


def test_a_long_name_keeps_its_ending() -> None:
    shortened = plain_name("x" * 300 + ".pdf")

    assert (len(shortened), shortened[-5:]) == (LONGEST_NAME, "….pdf")


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a", ""), (".pdf", ""), ("a.tar.gz", "gz"), ("a.", "")]
)
def test_endings(name: str, ending: str) -> None:
    assert ending_of(name) == ending
