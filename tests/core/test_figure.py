"""The description of a figure: consistent columns, one line of the legend for each model."""

from __future__ import annotations

import pytest

from mixbench.core.figure import Axis, Band, Figure, Series
from mixbench.core.roles import Role


def series(style, fit="", key="a"):
    return Series(key, key.upper(), 0, style, (1.0, 2.0), (3.0, 4.0), fit=fit)


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="different lengths"):
        Series("a", "A", 0, "law", (1.0, 2.0), (1.0,))


def test_an_axis_says_its_unit():
    assert Axis("resolution", "px").title == "resolution, px"
    assert Axis("tokens").title == "tokens"


@pytest.mark.parametrize(("measured_fit", "expected"), [("∝ tokens^1.04 ± 0.02", "measured"), ("", "law")])
def test_the_legend_prefers_what_was_measured_once_it_can_be_fitted(measured_fit, expected):
    figure = Figure(
        "f", Axis("x"), Axis("y"), (series("law", "∝ tokens^1.00"), series("measured", measured_fit))
    )
    assert [row.style for row in figure.legend()] == [expected]


def test_the_legend_keeps_the_order_of_the_models():
    figure = Figure(
        "f",
        Axis("x"),
        Axis("y"),
        (series("law", key="b"), series("law", key="a"), series("measured", key="b")),
    )
    assert [row.key for row in figure.legend()] == ["b", "a"] == list(figure.keys)


def band(role, *y, x=(64.0, 128.0)):
    return Band(role, role.value, x, y, tuple(map(str, y)))


def test_the_edges_of_a_stack_are_running_sums():
    bands = (
        band(Role.SPATIAL_MIXING, 1.0, 16.0),
        band(Role.CHANNEL_MIXING, 2.0, 8.0),
        band(Role.HEAD, 0.0, 0.5),
    )
    figure = Figure("f", Axis("x"), Axis("y"), bands=bands, totals=("3", "24.5"))
    assert figure.edges() == ((1.0, 16.0), (3.0, 24.0), (3.0, 24.5))
    assert Figure("f", Axis("x"), Axis("y")).edges() == ()


@pytest.mark.parametrize(
    ("bands", "totals"),
    [
        ((band(Role.STEM, 1.0, 1.0), band(Role.HEAD, 1.0, x=(1.0,))), ("2", "2")),
        ((band(Role.STEM, 1.0, 1.0), band(Role.HEAD, 1.0, 1.0, x=(1.0, 2.0))), ("2", "2")),
        ((band(Role.STEM, 1.0, 1.0),), ("1",)),
    ],
)
def test_bands_must_share_their_x(bands, totals):
    with pytest.raises(ValueError, match="do not share"):
        Figure("f", Axis("x"), Axis("y"), bands=bands, totals=totals)
