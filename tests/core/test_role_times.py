"""How a pass divides among roles: passes that were written down, with sums that are known by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.core.layer_standings import LEAST_CLOCK_MS
from mixbench.core.layer_times import LayerTime, LayerTimes
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.role_times import is_divisible, role_times
from mixbench.core.roles import Role

MIXING = (4.0, 5.0, 6.0, 5.0, 4.0, 6.0, 5.0)
NORMS = (1.0, 1.0, 2.0, 1.0, 1.0, 1.0, 2.0)
WHOLE = (6.0, 7.0, 9.5, 7.0, 6.0, 8.0, 8.0)
PLAIN = (5.0, 6.0, 6.0, 5.0, 5.0, 5.0, 6.0)
LAYERS = (
    LayerTime("", 1, 7.0, 1.0),
    LayerTime("mix", 1, 5.0, 5.0, Role.SPATIAL_MIXING),
    LayerTime("mix.norm", 2, 1.0, 1.0, Role.NORM),
)
TIMES = LayerTimes(
    LAYERS, 7.0, 5.0, 7, {Role.SPATIAL_MIXING: MIXING, Role.NORM: NORMS}, WHOLE, PLAIN, other_load=0.02
)


def test_the_parts_are_the_medians_of_their_passes():
    found = role_times(TIMES)
    assert [(one.role, one.time.median_ms) for one in found.roles] == [
        (Role.SPATIAL_MIXING, 5.0),
        (Role.NORM, 1.0),
    ]
    assert found.rest.median_ms == 1.0  # of 1, 1, 1.5, 1, 1, 1, 1
    assert (found.whole.median_ms, found.plain.median_ms, found.passes) == (7.0, 5.0, 7)
    assert found.overhead == pytest.approx(0.4)
    assert found.share(found.of(Role.SPATIAL_MIXING).time) == pytest.approx(5 / 7)
    assert found.of(Role.HEAD) is None


def test_an_interval_holds_its_median_and_no_more_than_the_passes():
    for part in (role_times(TIMES).whole, role_times(TIMES).of(Role.SPATIAL_MIXING).time):
        assert part.low_ms < part.median_ms < part.high_ms
    whole = role_times(TIMES).whole
    assert min(WHOLE) <= whole.low_ms and whole.high_ms <= max(WHOLE)


def test_passes_that_are_like_their_neighbours_say_less():
    """The same passes in another order: what rises and falls slowly is fewer looks than it seems."""
    slow = replace(TIMES, plain_passes_ms=tuple(sorted(PLAIN)))
    mixed, ordered = role_times(TIMES).plain, role_times(slow).plain
    assert ordered.median_ms == mixed.median_ms
    assert ordered.high_ms - ordered.low_ms > mixed.high_ms - mixed.low_ms


def test_a_role_of_clocks_is_marked():
    """Four clocks touch the mixing (its own, and two calls of the norm below it), which is long against them;
    the norm is not, once the passes are so short."""
    found = role_times(TIMES)
    clock_ms = max(LEAST_CLOCK_MS, (7.0 - 5.0) / 4)
    assert [one.clock_ms for one in found.roles] == pytest.approx([3 * clock_ms, 2 * clock_ms])
    assert all(one.is_too_short for one in found.roles)
    quick = role_times(replace(TIMES, whole_ms=5.0))
    assert not any(one.is_too_short for one in quick.roles)


def test_a_rest_of_nothing_has_an_interval_too():
    found = role_times(replace(TIMES, whole_passes_ms=tuple(map(sum, zip(MIXING, NORMS, strict=True)))))
    assert (found.rest.median_ms, found.rest.low_ms, found.rest.high_ms) == (0.0, 0.0, 0.0)


def test_a_busy_machine_disturbs():
    assert not role_times(TIMES).is_disturbed
    assert role_times(replace(TIMES, other_load=0.4)).is_disturbed
    assert not role_times(replace(TIMES, other_load=None)).is_disturbed


def test_an_answer_without_its_passes_divides_nothing():
    assert role_times(LayerTimes(LAYERS, 7.0, 5.0, 7)) is None


def test_only_an_eager_forward_pass_divides():
    case = Case(Model("mixer_s16"), 64, 64)
    assert is_divisible(case)
    assert not is_divisible(replace(case, conditions=Conditions(mode="training_step")))
    assert not is_divisible(replace(case, conditions=Conditions(runtime="compile")))
