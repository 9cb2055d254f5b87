"""Who said what, found as well as it was when these floors were set. `pytest -s` shows the tables.

The floors lie a little under what was reached; whoever makes the engine better raises them. The test group is held out: its
floors tell whether what was learnt on the dev group holds on other newsrooms' prose.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop_app.domain.findings import AttributionKind
from tests.evaluation.measuring import measure, table, total


@dataclass(frozen=True, slots=True)
class Floors:
    """Percent, but for `taken`: stretches that are no speech and were taken for it, at most."""

    quotation_precision: float
    quotation_recall: float
    indirect_precision: float
    indirect_recall: float
    person: float
    full_name: float
    taken: int


FLOORS = {
    "dev": Floors(94.5, 96.5, 88, 86, 86, 83, 17),
    "test": Floors(94, 96, 89, 90, 87, 85.5, 9),
}


@pytest.mark.parametrize("group", FLOORS)
def test_quotations_statements_and_speakers_are_found_as_well_as_before(group: str) -> None:
    scores = measure(group)
    print("\n" + table(scores, group))
    whole, floors = total(scores, group), FLOORS[group]
    quotations, indirect = whole.quotations, whole.kinds[AttributionKind.INDIRECT]
    everything = whole.of(AttributionKind)
    assert 100 * quotations.precision >= floors.quotation_precision
    assert 100 * quotations.recall >= floors.quotation_recall
    assert 100 * indirect.precision >= floors.indirect_precision
    assert 100 * indirect.recall >= floors.indirect_recall
    assert 100 * everything.person >= floors.person
    assert 100 * everything.full >= floors.full_name
    assert whole.not_speech_taken <= floors.taken
