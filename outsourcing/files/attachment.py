"""Hands a file out: always as an attachment, never shown by the browser as a page of ours."""

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from outsourcing.files.kinds import kind_of_type
from outsourcing.files.names import ending_of, plain_name
from outsourcing.files.storing import open_stored

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Whatever opens it all the same may run nothing, load nothing and be no part of this site.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def attachment(key: str, *, name: str, media_type: str) -> FileResponse:
    """The answer that carries the file of this key; raises FileMissing.

    Whoever calls has asked already whether this reader may have it.
    """
    kind = kind_of_type(media_type)
    return FileResponse(
        open_stored(key),
        as_attachment=True,
        filename=_file_name(name, kind.endings if kind else ()),
        content_type=media_type if kind else "application/octet-stream",
        headers=HEADERS,
    )


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """The answer that carries what was made for it, and is kept nowhere."""
    answer = HttpResponse(content, content_type=media_type, headers=HEADERS)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _file_name(name: str, endings: tuple[str, ...]) -> str:
    plain = plain_name(name)
    # The ending follows the content that was looked at, whatever a neutral or damaged name says.
    return plain if not endings or ending_of(plain) in endings else f"{plain}.{endings[0]}"
