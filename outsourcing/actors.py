"""Who acts: the person, contact or machine behind each read and each write, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is; with the id it names one for ever, without a foreign key."""

    USER = "user"
    CONTACT = "contact"
    SYSTEM = "system"


class Permission(StrEnum):
    """Everything that a role may allow; roles themselves are data."""

    MANAGE_USERS = "manage_users"
    READ_TRAIL = "read_trail"
    MANAGE_OWED_WORK = "manage_owed_work"
    READ_PROVIDERS = "read_providers"
    MANAGE_PROVIDERS = "manage_providers"
    READ_TEMPLATES = "read_templates"
    MANAGE_TEMPLATES = "manage_templates"
    CREATE_ASSESSMENTS = "create_assessments"
    READ_ALL_ASSESSMENTS = "read_all_assessments"
    CREATE_PROJECTS = "create_projects"
    READ_ALL_PROJECTS = "read_all_projects"


@dataclass(frozen=True)
class Actor:
    """The `by=` of every action and the first argument of every query."""

    kind: ActorKind
    id: str
    name: str
    permissions: frozenset[Permission]

    @property
    def key(self) -> str:
        """Kind and id in one word, such as `user:12`."""
        return f"{self.kind}:{self.id}"

    def may(self, permission: Permission) -> bool:
        """Whether one of the actor's roles allows this."""
        return permission in self.permissions


SYSTEM = Actor(kind=ActorKind.SYSTEM, id="parity", name="Parity", permissions=frozenset(Permission))
