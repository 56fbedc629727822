"""What the database refuses of the trail: deleting an event, or changing one that is chained."""

from outsourcing.audit.triggers import Refusal, refuse

TABLE = "audit_auditevent"
SAID = (
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "object_type",
    "object_id",
    "object_label",
    "digest",
)


def protect_trail() -> None:
    """Register the refusals of the trail's table."""
    changed = " OR ".join(f"old.{column} <> new.{column}" for column in SAID if column != "digest")
    refuse(Refusal("audit_event_kept", TABLE, "DELETE", "Events of the trail are never deleted."))
    refuse(
        Refusal(
            "audit_event_unchanged",
            TABLE,
            "UPDATE",
            "Events of the trail are never changed.",
            when=f"old.hash <> '' OR {changed} OR CAST(old.digest AS text) <> CAST(new.digest AS text)",
        ),
    )
