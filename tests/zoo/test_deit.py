"""DeiT: its two heads, counts of the authors' networks, and the start of training."""

from __future__ import annotations

import pytest
import torch

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.layers import DropPath


@pytest.mark.parametrize(
    ("variant", "params"),
    [
        ("deit_ti", 5_717_416),
        ("deit_s", 22_050_664),
        ("deit_b", 86_567_656),
        ("deit_ti_distilled", 5_910_800),
        ("deit_s_distilled", 22_436_432),
        ("deit_b_distilled", 87_338_192),
        ("deit_b_384", 86_859_496),
        ("deit_b_distilled_384", 87_630_032),
    ],
)
def test_parameters_are_those_of_the_authors_networks(variant, params):
    resolved = resolve(Model(variant))
    side = resolved.variant.native_px
    assert resolved.law(side, side).params == params


def test_a_distillation_token_costs_a_token_a_position_and_a_head():
    plain, distilled = (resolve(Model(name)).law(224, 224) for name in ("deit_s", "deit_s_distilled"))
    d, k, n = 384, 1000, 197
    assert distilled.params - plain.params == d + d + k * d + k
    by_block = 12 * d**2 + 2 * d * ((n + 1) ** 2 - n**2)
    assert distilled.macs - plain.macs == 12 * by_block + k * d


@pytest.fixture(scope="module")
def distilled() -> torch.nn.Module:
    torch.manual_seed(0)
    return mixbench.build("deit_s_distilled", image_size=64, depth=2)


@pytest.mark.parametrize("training", [False, True])
def test_the_output_is_the_mean_of_both_heads(distilled, training):
    image = torch.randn(4, 3, 64, 64)
    with torch.no_grad():
        torch.manual_seed(1)
        by_class, by_teacher = distilled.train(training).answers(image)
        torch.manual_seed(1)  # the same branches dropped
        torch.testing.assert_close(distilled(image), (by_class + by_teacher) / 2)
    distilled.eval()
    assert not torch.allclose(by_class, by_teacher)


def test_each_head_reads_its_own_token(distilled):
    image = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        learned = distilled.encode(image)
        by_class, by_teacher = distilled.answers(image)
        torch.testing.assert_close(by_class, distilled.head(learned[:, 0]))
        torch.testing.assert_close(by_teacher, distilled.distillation_head(learned[:, 1]))
    assert not torch.allclose(learned[:, 0], learned[:, 1])


def test_without_distillation_there_is_one_head():
    network = mixbench.build("deit_ti", image_size=32, depth=1)
    image = torch.randn(2, 3, 32, 32)
    (answer,) = network.answers(image)
    assert torch.equal(network(image), answer)
    assert network.distillation_head is None


def test_weights_start_as_timm_s(distilled):
    narrow = [distilled.head, distilled.distillation_head, distilled.blocks[1].spatial_mixing.query_key_value]
    for layer in narrow:
        assert layer.weight.std().item() == pytest.approx(0.02, rel=0.02)
        assert not layer.bias.any()
    tokens = distilled.tokens
    assert tokens.distillation_token.std().item() == pytest.approx(0.02, rel=0.15)
    assert tokens.positions.std().item() == pytest.approx(0.02, rel=0.05)
    assert 0 < tokens.class_token.abs().max() < 1e-5
    bound = 768**-0.5  # torch's own start of a convolution: uniform within 1 / sqrt(3 x 16 x 16)
    assert 0.99 * bound < distilled.stem.project.weight.abs().max() <= bound


def test_stochastic_depth_grows_to_the_published_rate():
    network = mixbench.build("deit_ti", image_size=32)
    rates = [layer.rate for layer in network.modules() if isinstance(layer, DropPath)]
    assert rates == pytest.approx([0.1 * block / 11 for block in range(12)])
