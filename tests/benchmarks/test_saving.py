"""Saving one answer costs the same in a small and in a large house."""

import pytest

from tests.benchmarks.conftest import House
from tests.benchmarks.meter import milliseconds, note
from tests.benchmarks.saving import save_cost

pytestmark = pytest.mark.benchmark


def test_a_save_is_flat_from_50_to_800_assessments(large_house: House) -> None:
    small, large = large_house.save_at_50, save_cost(large_house.world)
    ratio = large.reads / small.reads

    note("save of one answer", f"{large.queries} queries", budget="12")
    note(
        f"the same at {large_house.world.size} assessments, processor",
        f"{milliseconds(large.cost.processor)}, {large.reads:.1f} × a plain read",
        budget="1.3 ×",
        floor=f"{milliseconds(small.cost.processor)}, {small.reads:.1f} × a plain read (at 50 assessments)",
        ratio=ratio,
    )
    assert small.queries == large.queries <= 12
    assert ratio < 1.3
