"""Writes of preparations: their table, what gaps open, and what people make of it."""

from assessments.actions.preparing.opening import prepare_assessment
from assessments.actions.preparing.settling import (
    Proof,
    assign_preparation,
    finish_preparation,
    reopen_preparation,
    set_not_needed,
)
from assessments.actions.preparing.sharing import share_preparations, unshare_preparations
from assessments.actions.preparing.table import (
    add_rule,
    change_rule,
    load_table,
    move_rule,
    remove_rule,
    restore_rule,
)

__all__ = [
    "Proof",
    "add_rule",
    "assign_preparation",
    "change_rule",
    "finish_preparation",
    "load_table",
    "move_rule",
    "prepare_assessment",
    "remove_rule",
    "reopen_preparation",
    "restore_rule",
    "set_not_needed",
    "share_preparations",
    "unshare_preparations",
]
