"""Writes of people and roles."""

from outsourcing.accounts.actions.roles import ensure_standard_roles

__all__ = ["ensure_standard_roles"]
