"""Parts of a page that look nearly alike each time: drawn once by a template, with slots for what differs."""

import html
import secrets
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

# A frame has a few kilobytes.
FRAMES_KEPT = 4096
# Drawn by lot when a process starts, so that nobody can write it into a text.
_MARK = secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a template drew: text, the name of a slot, text, and so on."""

    pieces: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> SafeString:
        """The whole part. A slot that nothing is said for stays empty, and what is no markup is escaped."""
        pieces = list(self.pieces)
        pieces[1::2] = [_as_markup(values[name]) if name in values else "" for name in pieces[1::2]]
        return mark_safe("".join(pieces))  # noqa: S308 - drawn by a template, and escaped


def frame(template_name: str, **parts: Hashable) -> Frame:
    """The template drawn for these parts, which are all that it may ask; kept for each language."""
    return _kept(template_name, tuple(parts.items()), get_language())


def drawn(template_name: str, **parts: Hashable) -> SafeString:
    """A small component that the same few parts draw again and again."""
    return _kept(template_name, tuple(parts.items()), get_language()).filled({})


def slot(*names: object) -> SafeString:
    """The place in a template where the value of this name goes."""
    return mark_safe(f"{_MARK}{'-'.join(map(str, names))}{_MARK}")  # noqa: S308 - a mark and a name


def _as_markup(value: str) -> str:
    # What Django's conditional_escape does, without asking whether the text is still to be translated.
    return value if isinstance(value, SafeString) else html.escape(value)


@lru_cache(maxsize=FRAMES_KEPT)
def _kept(template_name: str, parts: tuple[tuple[str, Hashable], ...], language: str | None) -> Frame:
    with override(language):
        return Frame(tuple(render_to_string(template_name, dict(parts)).split(_MARK)))
