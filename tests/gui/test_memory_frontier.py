"""Where a series outgrows the memory, found without counting all of it."""

from __future__ import annotations

import pytest

from mixbench.core.model import Case, Model
from mixbench.gui.memory_frontier import frontiers

SIDES = tuple(range(64, 1089, 64))


def peak(case):
    return case.height * case.width


def explore(frontier, usable):
    """Count what the frontier asks for; the number of counts and what does not fit."""
    peaks = {}
    while (case := frontier.next_case(peaks, usable)) is not None:
        assert case not in peaks, "nothing is counted twice"
        peaks[case] = peak(case)
    return len(peaks), [case.height for case, _ in frontier.unfitting(peaks, usable)]


@pytest.mark.parametrize("largest", [0, 64, 65, 500, 1024, 1087])
def test_the_first_case_that_does_not_fit_is_found_in_few_counts(largest):
    (frontier,) = frontiers(Case(Model("mixer_s16"), side, side) for side in reversed(SIDES))
    counts, unfitting = explore(frontier, largest**2)
    assert unfitting == [side for side in SIDES if side > largest]
    assert counts <= 6, "seventeen sizes are halved five times"


def test_where_the_largest_fits_nothing_else_is_counted():
    (frontier,) = frontiers(Case(Model("mixer_s16"), side, side) for side in SIDES)
    assert explore(frontier, 2000**2) == (1, [])


def test_each_model_has_a_frontier_of_its_own_along_batches_too():
    cases = [Case(Model(name), 64, 64, batch) for name in ("mixer_s16", "resmlp_s12") for batch in (8, 1)]
    assert [one.largest.batch for one in frontiers(cases)] == [8, 8]
