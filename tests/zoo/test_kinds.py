"""What a family says of its kind, held against the network: its layers, its weights at two sizes."""

from __future__ import annotations

import pytest
from samples import FAMILIES, accepted_sizes, small
from torch import nn

from mixbench.core.roles import Role
from mixbench.zoo.construction import construct
from mixbench.zoo.roles import roles_by_path


def two_networks(family: str) -> tuple[nn.Module, nn.Module]:
    """The family's lightest network at two square sizes."""
    resolved = small(FAMILIES[family])
    squares = [size for size in accepted_sizes(resolved) if size[0] == size[1]]
    first, second = (construct(resolved, *size, device="meta") for size in squares[:2])
    return first, second


def spatial_convolutions(network: nn.Module) -> list[nn.Conv2d]:
    """The convolutions that mix places by more than their own."""
    roles = roles_by_path(network)
    found = ((path, module) for path, module in network.named_modules() if isinstance(module, nn.Conv2d))
    return [
        layer for path, layer in found if roles[path] is Role.SPATIAL_MIXING and layer.kernel_size != (1, 1)
    ]


def spatial_weights(network: nn.Module) -> int:
    """How many parameters mix places."""
    roles = roles_by_path(network)
    named = network.named_parameters()
    return sum(each.numel() for path, each in named if roles[path.rpartition(".")[0]] is Role.SPATIAL_MIXING)


@pytest.mark.parametrize("family", FAMILIES)
def test_one_set_of_weights_serves_every_size_where_the_family_says_so(family):
    first, second = two_networks(family)
    shapes = [
        {name: value.shape for name, value in network.state_dict().items()} for network in (first, second)
    ]
    assert (shapes[0] == shapes[1]) == FAMILIES[family].is_any_resolution


@pytest.mark.parametrize("family", FAMILIES)
def test_the_kind_of_mixing_is_that_of_the_layers(family):
    declared = FAMILIES[family]
    first, second = two_networks(family)
    convolutions = spatial_convolutions(first)
    is_depthwise = all(layer.groups == layer.in_channels for layer in convolutions)
    grows = spatial_weights(first) != spatial_weights(second)
    assert (declared.mixing == "pooling") == (declared.growth == "none")
    if declared.mixing == "convolution":
        assert convolutions and not is_depthwise and not grows
    if declared.mixing == "depthwise convolution":
        assert convolutions and is_depthwise
    if declared.mixing == "fully connected":
        assert grows and not convolutions
    if declared.mixing in ("attention", "shift", "cycle FC"):
        assert not grows and not convolutions
        assert declared.growth == ("quadratic" if declared.mixing == "attention" else "linear")
