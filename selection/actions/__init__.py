"""Named writes: projects, their people, rules and candidates; each is atomic and leaves one event."""

from selection.actions.candidates import (
    ChecklistPlan,
    add_candidate,
    restore_candidate,
    serve_checklists,
    withdraw_candidate,
)
from selection.actions.faults import SelectionError
from selection.actions.members import add_member, remove_member
from selection.actions.projects import (
    ProjectFacts,
    change_project,
    close_project,
    create_project,
    reopen_project,
)
from selection.actions.rank import rank_project
from selection.actions.readiness import set_readiness
from selection.actions.switches import switch_knockout
from selection.actions.weights import lock_weights, set_weights

__all__ = [
    "ChecklistPlan",
    "ProjectFacts",
    "SelectionError",
    "add_candidate",
    "add_member",
    "change_project",
    "close_project",
    "create_project",
    "lock_weights",
    "rank_project",
    "remove_member",
    "reopen_project",
    "restore_candidate",
    "serve_checklists",
    "set_readiness",
    "set_weights",
    "switch_knockout",
    "withdraw_candidate",
]
