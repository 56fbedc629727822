"""Writes of a panel: who rates, what they declare, what is settled, and from whom names are hidden."""

from assessments.actions.panels.asking import ask_evaluator, set_evaluator_aside
from assessments.actions.panels.declaring import decide_conflict, declare_interest
from assessments.actions.panels.hiding import hide_names, open_names
from assessments.actions.panels.reminding import Reminded, remind_evaluators
from assessments.actions.panels.settling import finish_consensus, open_consensus, settle

__all__ = [
    "Reminded",
    "ask_evaluator",
    "decide_conflict",
    "declare_interest",
    "finish_consensus",
    "hide_names",
    "open_consensus",
    "open_names",
    "remind_evaluators",
    "set_evaluator_aside",
    "settle",
]
