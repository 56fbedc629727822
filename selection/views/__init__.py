"""Pages of the app: one guarded function each."""

from selection.views.board import show as show_board
from selection.views.board import show_boards, show_why
from selection.views.candidates import add as add_candidate
from selection.views.candidates import restore, serve, withdraw
from selection.views.members import add as add_member
from selection.views.members import remove as remove_member
from selection.views.overview import show as show_project
from selection.views.projects import close, create, edit, reopen, show_list
from selection.views.readiness import open_checklist as open_readiness
from selection.views.rules import lock, switch, weigh

__all__ = [
    "add_candidate",
    "add_member",
    "close",
    "create",
    "edit",
    "lock",
    "open_readiness",
    "remove_member",
    "reopen",
    "restore",
    "serve",
    "show_board",
    "show_boards",
    "show_list",
    "show_project",
    "show_why",
    "switch",
    "weigh",
    "withdraw",
]
