"""The hash that chains each event to the one before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True)
class EventFacts:
    """What an event says, as it is hashed."""

    at: str
    actor: str
    actor_name: str
    action: str
    object_type: str
    object_id: str
    object_label: str
    digest: Mapping[str, str | int]


def chain_hash(previous: str, position: int, facts: EventFacts) -> str:
    """SHA-256 (hexadecimal) over the previous hash, the position (from 1) and the canonical facts."""
    canonical = json.dumps(
        [
            previous,
            position,
            facts.at,
            facts.actor,
            facts.actor_name,
            facts.action,
            facts.object_type,
            facts.object_id,
            facts.object_label,
            dict(facts.digest),
        ],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
