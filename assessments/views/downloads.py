"""Hands out a file that was made for this answer: as an attachment, kept nowhere."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from outsourcing.files.attachment import HEADERS

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON_TYPE = "application/json"


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """The answer that carries a file of this name."""
    answer = HttpResponse(content, content_type=media_type, headers=HEADERS)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
