"""The tables of owed work."""

from outsourcing.jobs.models.heartbeat import Heartbeat
from outsourcing.jobs.models.owed_work import OwedWork, WorkState

__all__ = ["Heartbeat", "OwedWork", "WorkState"]
