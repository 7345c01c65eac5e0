"""Predicted growth of known networks, and the sizes that fit a budget."""

from __future__ import annotations

import pytest

from mixbench.catalog.growth import accepted_sides, measured, predicted
from mixbench.catalog.registry import resolve
from mixbench.catalog.size_budgets import Fitting, largest_by_law, largest_by_measurement
from mixbench.core.amounts import Amount, Observation
from mixbench.core.growth import Growth, Sized
from mixbench.core.laws import Law, NoLaw
from mixbench.core.measurement import Estimate
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role

MIXER, RES = Model("mixer_s16"), Model("resmlp_s12")


@pytest.mark.parametrize(
    ("model", "role", "exponent"),
    [(MIXER, Role.SPATIAL_MIXING, 1.0), (RES, Role.SPATIAL_MIXING, 2.0), (RES, Role.CHANNEL_MIXING, 1.0),
     (Model("mixer_s16", {"token_width_mode": "proportional"}), Role.SPATIAL_MIXING, 2.0)],
)  # fmt: skip
def test_macs_of_a_role_grow_as_the_papers_say(model, role, exponent):
    law = predicted(model, "macs", role).law("tokens")
    assert isinstance(law, Law)
    assert law.exponent.value == pytest.approx(exponent, abs=2e-3)  # D_S is a whole number
    assert law.shape == "one power"


def test_against_pixels_the_exponent_of_tokens_stays():
    """Tokens are a share of the pixels: the area is what both stand for."""
    by_tokens, by_pixels = (
        predicted(RES, "macs", Role.SPATIAL_MIXING).law(axis) for axis in ("tokens", "pixels")
    )
    assert isinstance(by_tokens, Law) and isinstance(by_pixels, Law)
    assert by_pixels.exponent.value == pytest.approx(by_tokens.exponent.value)


def test_the_whole_of_resmlp_is_no_power():
    law = predicted(RES, "macs").law("tokens")
    assert isinstance(law, Law)
    assert law.shape == "curved"
    assert 1.0 < law.slopes[0].value < law.slopes[-1].value < 2.0


def test_a_role_that_a_network_has_none_of_makes_no_law():
    assert isinstance(predicted(MIXER, "macs", Role.DOWNSAMPLE).law("tokens"), NoLaw)


def test_the_largest_counted_size_fits_and_the_next_does_not():
    budget = 20e9
    side = largest_by_law(RES, "macs", budget).side
    following = next(one for one in accepted_sides(RES) if one > side)
    assert resolve(RES).law(side, side).macs <= budget < resolve(RES).law(following, following).macs


def test_nothing_fits_a_budget_that_is_too_small():
    assert largest_by_law(RES, "macs", 1.0) == Fitting(0, 0, 0)


def timed(exponent, spread=0.02):
    """ResMLP-S12, a millisecond at 64 px and a power of the tokens from there."""
    sizes = []
    for side in range(64, 513, 64):
        tokens = resolve(RES).law(side, side).tokens
        value = (tokens / 16) ** exponent
        sizes.append(Sized(side, side, tokens, Amount(value, value * (1 - spread), value * (1 + spread)), 10))
    return Growth(RES, "latency", tuple(sizes), None, Conditions(), 1)


def test_the_largest_size_by_measurement_is_one_that_the_network_accepts():
    """100 ms are 16 * 100 tokens of a linear growth: 40 x 40, at 16 pixels each."""
    found = largest_by_measurement(timed(1.0), 100.0, "tokens")
    assert isinstance(found, Fitting)
    assert (found.side, found.is_exact, found.is_more) == (640, False, False)
    assert found.surely <= found.side <= found.possibly
    assert resolve(RES).refusal(found.surely, found.surely) is None
    assert found.prediction is not None and found.prediction.beyond == pytest.approx(1600 / 1024)


@pytest.mark.parametrize("is_over_processes", [False, True])
def test_a_point_knows_what_its_interval_was_taken_over(is_over_processes):
    """Over three processes an interval is Student's, 2.5 times as wide as that of fifteen rounds."""
    estimate = Estimate(10.0, 9.9, 10.1, 15, 90, 0.0, 3, is_over_processes)
    (growth,) = measured([Observation(Case(RES, 64, 64), None, estimate)], "latency")
    spread = (growth.sizes[0].point("tokens").variance or 0.0) ** 0.5
    assert spread == pytest.approx(0.01 / (4.849 if is_over_processes else 1.96), rel=1e-3)


def test_points_that_do_not_surely_grow_answer_no_budget():
    found = largest_by_measurement(timed(0.0), 100.0, "tokens")
    assert isinstance(found, NoLaw)
    assert "surely" in found.reason


def test_a_budget_beyond_all_reason_says_that_it_was_not_looked_farther():
    found = largest_by_measurement(timed(1.0), 1e9, "tokens")
    assert isinstance(found, Fitting)
    assert found.is_more
    assert "beyond" in found.reason
