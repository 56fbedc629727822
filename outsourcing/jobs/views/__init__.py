"""Pages of the app."""

from outsourcing.jobs.views.work import retry_work, work_list

__all__ = ["retry_work", "work_list"]
