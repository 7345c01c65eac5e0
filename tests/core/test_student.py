"""The t quantile against the tables and against scipy."""

from __future__ import annotations

import pytest
from scipy.special import stdtrit

from mixbench.core.student import t_quantile


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 7, 10, 29, 30, 100, 401])
@pytest.mark.parametrize("coverage", [0.5, 0.9, 0.95, 0.99])
def test_it_agrees_with_scipy(freedom, coverage):
    assert t_quantile(freedom, coverage) == pytest.approx(stdtrit(freedom, (1 + coverage) / 2), rel=1e-9)


def test_the_value_that_everybody_knows():
    assert t_quantile(4) == pytest.approx(2.7764451)


def test_no_freedom_no_distribution():
    with pytest.raises(ValueError, match="0 degrees"):
        t_quantile(0)
