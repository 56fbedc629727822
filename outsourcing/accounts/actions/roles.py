"""Makes sure that the standard roles exist, without touching what was changed in them."""

from collections.abc import Sequence

from django.utils.translation import override

from outsourcing.accounts.models import Role
from outsourcing.accounts.standard_roles import STANDARD_ROLES


def ensure_standard_roles(*, plan: Sequence[tuple[object, bool]] = (), **_: object) -> None:
    """Add the standard roles that are missing; run after every migration that goes forward."""
    if any(goes_back for _, goes_back in plan):
        # The tables are older than this code now, or gone.
        return
    with override("en"):
        Role.objects.bulk_create(
            [
                Role(
                    key=key,
                    name=str(role.name),
                    purpose=str(role.purpose),
                    permissions=sorted(role.permissions),
                )
                for key, role in STANDARD_ROLES.items()
            ],
            ignore_conflicts=True,
        )
