"""The laws of the catalog against the counter: the same MACs and parameters, role by role."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import VARIANTS, accepted_sizes, quick_variants

from mixbench.catalog.registry import Resolved, resolve
from mixbench.core.cost import Cost, Count, RoleCost
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.counting import count
from mixbench.zoo.construction import construct


def shares(cost: Cost | Count) -> dict[Role, RoleCost]:
    """The roles that cost anything."""
    return {role: share for role, share in cost.by_role.items() if share != RoleCost()}


def counted(resolved: Resolved, height: int, width: int) -> Count:
    return count(construct(resolved, height, width, device="meta"), (1, 3, height, width))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_law_is_the_count_at_every_size(variant):
    resolved = resolve(Model(variant))
    # What a law says of size, the smaller variants of a family show; the larger differ in widths and depths.
    for height, width in accepted_sizes(resolved, 5 if variant in quick_variants() else 2):
        found = counted(resolved, height, width)
        assert shares(found) == shares(resolved.law(height, width))
        assert not found.unknown


@settings(max_examples=30, deadline=None)
@given(
    stem=st.sampled_from(["convolution", "patch"]),
    downsample=st.sampled_from(["convolution", "merging"]),
    reweight=st.booleans(),
    kernel=st.integers(1, 9),
    widths=st.tuples(*[st.integers(4, 40)] * 4),
    sides=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    odd=st.integers(0, 31),
)
def test_the_law_of_cyclemlp_holds_for_every_structure(
    stem, downsample, reweight, kernel, widths, sides, odd
):
    overrides = {"depths": (1, 2, 1, 1), "widths": widths, "cycle_kernel": kernel}
    overrides |= {"stem": stem, "downsample": downsample, "reweight": reweight}
    resolved = resolve(Model("cyclemlp_b1", overrides))
    height, width = (32 * side for side in sides)
    if resolved.refusal(height + odd, width) is None:
        height += odd
    assert shares(counted(resolved, height, width)) == shares(resolved.law(height, width))


@settings(max_examples=30, deadline=None)
@given(
    patch=st.integers(2, 20),
    grid=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    token_width=st.integers(1, 300),
    mode=st.sampled_from(["fixed", "proportional"]),
)
def test_the_law_of_mixer_holds_for_every_token_width(patch, grid, token_width, mode):
    overrides = {"patch_size": patch, "token_width": token_width, "token_width_mode": mode, "depth": 1}
    resolved = resolve(Model("mixer_s16", overrides))
    height, width = (patch * side for side in grid)
    assert shares(counted(resolved, height, width)) == shares(resolved.law(height, width))
