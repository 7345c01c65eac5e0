"""Which sizes fit a budget where some were counted: they go before the law that was fitted to them."""

from __future__ import annotations

import pytest

from mixbench.catalog.counted_budgets import counted_at, narrowed
from mixbench.catalog.size_budgets import Fitting, largest_by_measurement
from mixbench.core.amounts import Amount
from mixbench.core.growth import Growth, Sized
from mixbench.core.model import Conditions, Model

MIXER = Model("mixer_s16")


def growth(sides, cost, metric="activation"):
    """What `cost` says of square images."""
    sizes = tuple(Sized(side, side, (side // 16) ** 2, Amount.exact(cost(side))) for side in sides)
    return Growth(MIXER, metric, sizes, None, Conditions(), 1)


def steep(side):
    """No power: a constant that the law misses at the large end."""
    return 5e6 + side**3 / 5


def test_a_size_counted_over_the_budget_is_never_proposed():
    """The law alone would propose it: at 448 px it predicts less than was counted."""
    seen = growth((64, 128, 192, 256, 320, 384, 448), steep)
    budget = steep(448) - 1
    by_law = largest_by_measurement(seen, budget, "tokens")
    assert isinstance(by_law, Fitting) and by_law.side >= 448
    found = narrowed(seen, budget, by_law)
    assert (found.surely, found.side, found.possibly) == (384, 432, 432)


@pytest.mark.parametrize("side", [64, 192, 448])
def test_a_budget_of_just_what_was_counted_is_kept_there(side):
    seen = growth((64, 128, 192, 256, 448), steep)
    found = narrowed(seen, steep(side), largest_by_measurement(seen, steep(side), "tokens"))
    assert found.surely >= side


def test_two_sizes_make_no_law_and_answer_all_the_same():
    seen = growth((64, 128), lambda side: side**2)
    found = narrowed(seen, 96**2, None)
    assert (found.surely, found.side, found.possibly) == (64, 96, 112)
    assert narrowed(seen, 200**2, None).is_more
    assert narrowed(seen, 10, None) is None


def test_what_is_under_all_that_was_counted_is_left_to_the_law():
    seen = growth((128, 192, 256), lambda side: side**2)
    found = narrowed(seen, 100**2, largest_by_measurement(seen, 100**2, "tokens"))
    assert found.side == found.surely == found.possibly == 96


def test_a_time_has_no_exact_size():
    seen = growth((64, 128, 192), lambda side: side**2, metric="latency")
    assert counted_at(seen, 64) is None
    by_law = Fitting(64, 48, 80)
    assert narrowed(seen, 1.0, by_law) is by_law
    assert counted_at(growth((64,), steep), 64) == Amount.exact(steep(64))
