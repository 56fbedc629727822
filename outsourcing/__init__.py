"""The ground of Parity: settings, addresses, people, trail, owed work, looks."""

from outsourcing.celery import celery_app

__all__ = ["celery_app"]
