"""A role is said once and inherited; what says none is other."""

from __future__ import annotations

from torch import nn

from mixbench.core.roles import Role
from mixbench.zoo.roles import assign, params_by_role, roles_by_path


def test_a_module_has_the_role_of_its_nearest_ancestor_that_says_one():
    norm = assign(Role.NORM, nn.LayerNorm(4))
    mixing = assign(Role.SPATIAL_MIXING, nn.Sequential(nn.Linear(4, 4), norm))
    network = nn.Sequential(mixing, nn.Linear(4, 2))
    assert roles_by_path(network) == {
        "": Role.OTHER,
        "0": Role.SPATIAL_MIXING,
        "0.0": Role.SPATIAL_MIXING,
        "0.1": Role.NORM,
        "1": Role.OTHER,
    }
    assert params_by_role(network) == {Role.SPATIAL_MIXING: 20, Role.NORM: 8, Role.OTHER: 10}


def test_a_frozen_weight_is_not_counted():
    network = nn.Linear(3, 2)
    network.bias.requires_grad_(False)
    assert params_by_role(network) == {Role.OTHER: 6}


def test_a_role_survives_a_copy():
    import copy

    assert roles_by_path(copy.deepcopy(assign(Role.HEAD, nn.Linear(1, 1)))) == {"": Role.HEAD}
