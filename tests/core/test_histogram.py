"""Bins against numpy's own rule, and where that rule has no answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixbench.core.histogram import MOST_BINS, histogram

QUIET = np.random.default_rng(3).normal(50, 2, 400).tolist()


def test_the_bins_are_those_of_freedman_and_diaconis():
    edges = np.histogram_bin_edges(QUIET, bins="fd")
    found = histogram(QUIET, [False] * 400)
    assert found.edges == pytest.approx(edges.tolist())
    assert found.counts == tuple(np.histogram(QUIET, edges)[0])


def test_logarithmic_bins_have_one_ratio_and_the_rule_of_the_logarithms():
    found = histogram(QUIET, [False] * 400, is_log=True)
    ratios = np.diff(np.log10(found.edges))
    assert ratios == pytest.approx([ratios[0]] * len(ratios))
    assert len(found.counts) == len(np.histogram_bin_edges(np.log10(QUIET), bins="fd")) - 1


def test_a_sample_far_off_does_not_shatter_the_axis():
    """numpy's own rule would ask for billions of bins here."""
    found = histogram([*QUIET, 1e12], [False] * 401)
    assert len(found.counts) == MOST_BINS and found.counts[-1] == 1


@pytest.mark.parametrize("values", [[7.0], [7.0] * 9, [0.0], [3.0] * 20 + [4.0]])
def test_values_without_spread_have_bins_all_the_same(values):
    found = histogram(values, [False] * len(values))
    assert sum(found.counts) == len(values)
    assert found.edges[0] < found.edges[-1]


@given(st.lists(st.tuples(st.floats(1e-3, 1e6), st.booleans()), min_size=1, max_size=200), st.booleans())
def test_no_sample_is_lost_and_none_is_marked_twice(samples, is_log):
    values, marked = zip(*samples, strict=True)
    found = histogram(values, marked, is_log=is_log)
    assert sum(found.counts) == len(values)
    assert sum(found.marked) == sum(marked)
    assert all(some <= all_ for some, all_ in zip(found.marked, found.counts, strict=True))
