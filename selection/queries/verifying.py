"""Whether stored rankings are what their stored inputs give."""

from dataclasses import dataclass
from typing import Any

from assessments.domain.fingerprint import ENGINE_VERSION, digest
from assessments.domain.json_fields import Json
from selection.domain.standing import standing
from selection.models import Standing
from selection.models.standing_rows import candidates_from_json, rows_to_json


@dataclass(frozen=True, slots=True)
class Report:
    """How many rankings were recomputed, and what was found."""

    verified: int
    other_engine: int
    faults: tuple[str, ...]


def verify_standings() -> Report:
    """Recompute every ranking of the present engine, one after the other. For the command, which sees all."""
    verified = other_engine = 0
    faults: list[str] = []
    for stored in Standing.objects.order_by("pk").iterator(chunk_size=100):
        if stored.engine_version != ENGINE_VERSION:
            other_engine += 1
            continue
        verified += 1
        faults += [
            f"Standing {stored.pk} of project {stored.project_id}: {fault}" for fault in _faults(stored)
        ]
    return Report(verified, other_engine, tuple(faults))


def _faults(stored: Standing) -> list[str]:
    inputs: dict[str, Any] = stored.inputs
    switched_on = [(template, question) for template, question in inputs["switched_on"]]
    rows: Json = rows_to_json(standing(candidates_from_json(inputs["candidates"]), switched_on=switched_on))
    found = []
    if digest(inputs) != stored.inputs_digest:
        found.append("its inputs are not those of its digest")
    # Compared as JSON, in which tuples and lists are the same.
    if digest({"rows": rows}) != digest({"rows": stored.rows}):
        found.append("its rows differ from those recomputed")
    return found
