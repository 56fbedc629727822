"""Typesets a report: data in, a tagged PDF out; nothing that people wrote is ever read as markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

FOLDER = Path(__file__).resolve().parent
Standard = Literal["ua-1"]


def typeset(template: str, data: Mapping[str, object], *, now: datetime) -> bytes:
    """The PDF of a template of this folder; it reads nothing outside it and loads nothing.

    It keeps the rules of PDF/UA-1, unless somebody wrote what no font here can show, or nothing where a
    heading stands: then it is tagged all the same, and claims less.
    """
    try:
        return _compiled(template, data, now, "ua-1")
    except typst.TypstError:
        return _compiled(template, data, now, None)


def _compiled(template: str, data: Mapping[str, object], now: datetime, standard: Standard | None) -> bytes:
    return typst.compile(
        FOLDER / template,
        root=FOLDER,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=standard,
        pdf_tags=True,
        timestamp=int(now.timestamp()),
        package_path=FOLDER,
        package_cache_path=FOLDER,
    )
