"""ViT: counts that others published, the start of training, and what positions are for."""

from __future__ import annotations

from math import sqrt

import pytest
import torch

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.layers import DropPath


@pytest.mark.parametrize(
    ("variant", "params"),
    [
        ("vit_b16", 86_567_656),
        ("vit_b32", 88_224_232),
        ("vit_l16", 304_326_632),
        ("vit_l32", 306_535_400),
        ("vit_h14", 632_045_800),
    ],
)
def test_parameters_at_224_px_are_those_of_torchvision(variant, params):
    assert resolve(Model(variant)).law(224, 224).params == params


def test_the_growth_of_macs_that_the_claims_state():
    found = [resolve(Model("vit_b16")).law(side, side).macs / 1e9 for side in (112, 224, 448)]
    assert found == pytest.approx([4.322, 17.564, 78.495], abs=5e-4)


def test_only_the_positions_know_the_image_size():
    small, large = (mixbench.build("vit_s16", image_size=side, device="meta") for side in (224, 384))
    assert small.tokens.positions.shape == (1, 14 * 14 + 1, 384)
    assert large.tokens.positions.shape == (1, 24 * 24 + 1, 384)
    shapes = [{name: value.shape for name, value in net.state_dict().items()} for net in (small, large)]
    differing = {name for name in shapes[0] if shapes[0][name] != shapes[1][name]}
    assert differing == {"tokens.positions"}


@pytest.fixture(scope="module")
def fresh() -> torch.nn.Module:
    torch.manual_seed(0)
    return mixbench.build("vit_b16", image_size=64, depth=1)


def test_a_fresh_network_answers_zeros_as_its_authors_start_it(fresh):
    assert not fresh(torch.randn(1, 3, 64, 64)).any()


def test_query_key_and_value_start_as_layers_of_their_own(fresh):
    layer = fresh.blocks[0].spatial_mixing.query_key_value
    bound = sqrt(6 / (768 + 768))  # a joint Xavier start would stop at sqrt(6 / (768 + 3 * 768))
    for part in layer.weight.split(768):
        assert 0.999 * bound < part.abs().max() <= bound
        assert part.std().item() == pytest.approx(bound / sqrt(3), rel=0.01)
    assert not layer.bias.any()
    assert not fresh.blocks[0].spatial_mixing.project.bias.any()


def test_the_mlp_starts_with_biases_almost_zero(fresh):
    mlp = fresh.blocks[0].channel_mixing
    bound = sqrt(6 / (768 + 4 * 768))
    for layer in (mlp.expand, mlp.project):
        assert 0.999 * bound < layer.weight.abs().max() <= bound
        assert layer.bias.std().item() == pytest.approx(1e-6, rel=0.1)


def test_patches_start_lecun_normal_and_positions_narrow(fresh):
    patch = fresh.stem.project
    deviation = 768**-0.5  # of 3 x 16 x 16 inputs
    assert patch.weight.std().item() == pytest.approx(deviation, rel=0.01)
    assert patch.weight.abs().max() <= 2.28 * deviation  # cut off at two deviations of the uncut normal
    assert not patch.bias.any()
    assert fresh.tokens.positions.std().item() == pytest.approx(0.02, rel=0.05)
    assert not fresh.tokens.class_token.any()


def test_without_positions_the_order_of_patches_is_not_seen():
    torch.manual_seed(0)
    network = mixbench.build("vit_ti16", image_size=32, depth=2)
    torch.nn.init.normal_(network.head.weight)
    image = torch.randn(1, 3, 32, 32)
    swapped = torch.cat([image[..., 16:], image[..., :16]], dim=-1)
    with torch.no_grad():
        assert not torch.allclose(network(image), network(swapped), rtol=1e-2, atol=1e-2)
        network.tokens.positions.zero_()
        torch.testing.assert_close(network(image), network(swapped), rtol=1e-4, atol=1e-4)


def test_no_branch_is_dropped_as_published():
    network = mixbench.build("vit_ti16", image_size=32)
    assert {layer.rate for layer in network.modules() if isinstance(layer, DropPath)} == {0.0}
