"""People who fill forms as the page's script does, and what of it was lost."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Event

from tests.faults.web import Reply, Visitor
from tests.faults.world import Form

PATIENCE = 120


@dataclass
class Filler:
    """Somebody who fills one form as the page's script does: what was not saved is tried again."""

    visitor: Visitor
    form: Form
    over: Event
    versions: dict[str, int] = field(default_factory=dict)
    refused: list[Reply] = field(default_factory=list)
    saves: int = 0

    def fill(self) -> None:
        """Save one answer after the other until it is over; none is given up."""
        while not self.over.is_set():
            for question in self.form.questions:
                self._save(question)

    def _save(self, question: str) -> None:
        version = self.versions.get(question, 0)
        patient_until = time.monotonic() + PATIENCE
        while (reply := self.visitor.save(question, version + 1, version)).status != 200:
            # Whoever broke it and then failed to repair it must hear of that, not wait here for ever.
            assert time.monotonic() < patient_until, f"Not saved within {PATIENCE} s: {reply.status}"
            self.refused.append(reply)
            time.sleep(0.2)
        self.versions[question] = version + 1
        self.saves += 1


def lost_among(fillers: Iterable[Filler], stored: Mapping[tuple[int, str], int]) -> list[str]:
    """Answers of which the database knows another version than the person was told."""
    told = {
        (filler.form.response, key): filler.versions.get(filler.form.question(key), 0)
        for filler in fillers
        for key in filler.form.keys
    }
    return [
        f"{place}: told {version}, stored {stored.get(place, 0)}"
        for place, version in told.items()
        if version != stored.get(place, 0)
    ]
