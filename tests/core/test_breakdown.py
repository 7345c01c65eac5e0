"""Shares by role agree with the laws, and with closed forms of the papers."""

from __future__ import annotations

import pytest

from mixbench.catalog import registry
from mixbench.core.breakdown import STACK, percentages, values_by_role
from mixbench.core.cost import Cost
from mixbench.core.model import Model
from mixbench.core.roles import Role


def laws(variant, *sides):
    resolved = registry.resolve(Model(variant))
    return [resolved.law(side, side) for side in sides]


def test_every_role_has_its_place_in_the_stack():
    assert set(STACK) == set(Role) and len(STACK) == len(Role)


@pytest.mark.parametrize("family", registry.families(), ids=lambda family: family.id)
@pytest.mark.parametrize("divided", ["macs", "params"])
def test_the_roles_of_every_family_sum_to_its_law(family, divided):
    resolved = registry.resolve(Model(family.variants[0].id))
    costs = [resolved.law(side, side) for side in range(64, 1025, 32) if not resolved.refusal(side, side)]
    rows = values_by_role(costs, divided)
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == [
        getattr(cost, divided) for cost in costs
    ]


def test_patch_mixing_grows_with_the_square_of_the_tokens():
    """ResMLP mixes N tokens by an N x N matrix for each of 384 channels, in 12 blocks."""
    spatial = values_by_role(laws("resmlp_s12", 224, 448, 896), "macs")[Role.SPATIAL_MIXING]
    assert spatial == tuple(12 * 384 * tokens**2 for tokens in (196, 784, 3136))


def test_a_quadratic_layer_eats_the_network_and_a_linear_one_does_not():
    def share(variant):
        rows = percentages(values_by_role(laws(variant, 224, 896), "macs"))
        return rows[Role.SPATIAL_MIXING]

    small, large = share("resmlp_s12")
    assert large > 8 * small
    small, large = share("cyclemlp_b1")
    assert large == pytest.approx(small, abs=0.1)


def test_percentages_sum_to_a_hundred():
    rows = percentages(values_by_role(laws("mixer_s16", 64, 224, 512), "macs"))
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == pytest.approx([100, 100, 100])


def test_nothing_has_no_shares():
    assert percentages({Role.HEAD: (0, 1), Role.NORM: (0, 3)}) == {Role.HEAD: (0, 25), Role.NORM: (0, 75)}
    assert values_by_role([Cost.of(1, head=(0, 0))], "macs") == {}
