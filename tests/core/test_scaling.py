"""The exponent of a power law, against known answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixbench.core.scaling import fit_power_law

TOKENS = (16.0, 64.0, 144.0, 256.0, 784.0)


@given(st.floats(-3, 3), st.floats(1e-3, 1e6))
def test_an_exact_power_law_is_found(exponent, factor):
    fitted = fit_power_law(TOKENS, [factor * tokens**exponent for tokens in TOKENS])
    assert fitted is not None
    assert fitted.exponent == pytest.approx(exponent, abs=1e-9)
    assert fitted.factor == pytest.approx(factor, rel=1e-6)
    assert fitted.half_width == pytest.approx(0, abs=1e-6)
    assert fitted.at(400.0) == pytest.approx(factor * 400.0**exponent, rel=1e-6)


def test_the_interval_is_the_t_interval_of_the_slope():
    """Worked by hand in base e: x = 0, 1, 2 and y = 0, 1.1, 1.9 give slope 0.95, residual 0.015."""
    e = 2.718281828459045
    fitted = fit_power_law((1.0, e, e**2), (1.0, e**1.1, e**1.9))
    assert fitted is not None
    assert fitted.exponent == pytest.approx(0.95)
    half = 12.7062047 * (0.015 / 1 / 2) ** 0.5
    assert (fitted.ci_low, fitted.ci_high) == pytest.approx((0.95 - half, 0.95 + half), rel=1e-6)


@pytest.mark.parametrize(
    ("x", "y"),
    [((1.0, 2.0), (1.0, 2.0)), ((2.0, 2.0, 2.0), (1.0, 2.0, 3.0)), ((0.0, 1.0, 2.0), (1.0, 2.0, 3.0)),
     ((1.0, 2.0, 3.0), (0.0, 2.0, 3.0))],
)  # fmt: skip
def test_what_says_nothing_is_not_fitted(x, y):
    assert fit_power_law(x, y) is None


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="3 values of x for 2"):
        fit_power_law((1.0, 2.0, 3.0), (1.0, 2.0))
