"""The extra variance of a fit, against what defines it."""

from __future__ import annotations

import numpy as np
import pytest

from mixbench.core.weighted_fit import extra_variance, inverse, solve


@pytest.mark.parametrize("spared", [0.0, 0.4], ids=["all with a spread", "some without"])
def test_with_it_points_scatter_as_chance_makes_them(spared):
    """The weighted sum of squares is then what it is on average: one for each degree of freedom."""
    chance, some = np.random.default_rng(1), 0
    for _ in range(60):
        count = int(chance.integers(4, 12))
        columns = np.column_stack([np.ones(count), np.sort(chance.uniform(2, 7, count))])
        own = np.exp(chance.normal(-8, 2, count)) * (chance.random(count) >= spared)
        y = chance.normal(size=count) * np.sqrt(own + chance.choice([0, 1e-4, 1e-2]))
        if not own.any():
            continue
        extra = extra_variance(columns, y, own, count - 2)
        misfit = solve(columns, y, inverse(own + extra))[1]
        some += extra > 0
        assert misfit == pytest.approx(count - 2, rel=1e-5) if extra else misfit <= count - 2
    assert some > 20
