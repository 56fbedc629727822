"""The shell's own pages."""

from outsourcing.ui.views.errors import bad_request, csrf_failure, forbidden, not_found, server_error
from outsourcing.ui.views.home import home
from outsourcing.ui.views.search import search, suggestions
from outsourcing.ui.views.style_guide import style_guide

__all__ = [
    "bad_request",
    "csrf_failure",
    "forbidden",
    "home",
    "not_found",
    "search",
    "server_error",
    "style_guide",
    "suggestions",
]
