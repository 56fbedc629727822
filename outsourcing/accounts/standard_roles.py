"""The roles that every installation starts with; what they allow can be changed as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outsourcing.actors import Permission as May


@dataclass(frozen=True)
class StandardRole:
    """A role's name, what it is for, and what it allows at the start."""

    name: Promise
    purpose: Promise
    permissions: frozenset[May]


STANDARD_ROLES: Mapping[str, StandardRole] = {
    "procurement_lead": StandardRole(
        _("Procurement lead"),
        _("Runs sourcing projects, keeps providers, opens and fills assessments."),
        frozenset(
            {
                May.READ_PROVIDERS,
                May.MANAGE_PROVIDERS,
                May.READ_TEMPLATES,
                May.CREATE_ASSESSMENTS,
                May.CREATE_PROJECTS,
            },
        ),
    ),
    "evaluator": StandardRole(
        _("Evaluator"),
        _("Answers the assessments handed to them."),
        frozenset({May.READ_PROVIDERS, May.READ_TEMPLATES}),
    ),
    "executive": StandardRole(
        _("Executive"),
        _("Reads every score and decides."),
        frozenset({May.READ_PROVIDERS, May.READ_TEMPLATES, May.READ_ALL_ASSESSMENTS, May.READ_ALL_PROJECTS}),
    ),
    "template_admin": StandardRole(
        _("Template admin"),
        _("Edits and publishes the checklists."),
        frozenset({May.READ_TEMPLATES, May.MANAGE_TEMPLATES}),
    ),
    "auditor": StandardRole(
        _("Auditor"),
        _("Reads everything that is open and the trail; changes nothing."),
        frozenset(
            {
                May.READ_TRAIL,
                May.READ_PROVIDERS,
                May.READ_TEMPLATES,
                May.READ_ALL_ASSESSMENTS,
                May.READ_ALL_PROJECTS,
            },
        ),
    ),
    "administrator": StandardRole(
        _("Administrator"),
        _("Invites people, gives roles, looks after the machine room."),
        frozenset({May.MANAGE_USERS, May.READ_TRAIL, May.MANAGE_OWED_WORK}),
    ),
}
