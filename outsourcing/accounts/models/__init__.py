"""The tables of people and roles."""

from outsourcing.accounts.models.role import Role
from outsourcing.accounts.models.user import User, UserState

__all__ = ["Role", "User", "UserState"]
