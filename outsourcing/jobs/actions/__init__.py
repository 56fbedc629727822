"""Writes of owed work: owe, claim, finish, fail, retry, sweep."""

from outsourcing.jobs.actions.lease import Claim, claim, fail, finish
from outsourcing.jobs.actions.owe import owe
from outsourcing.jobs.actions.retry import retry
from outsourcing.jobs.actions.sweep import sweep

__all__ = ["Claim", "claim", "fail", "finish", "owe", "retry", "sweep"]
