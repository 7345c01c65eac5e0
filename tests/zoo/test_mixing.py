"""Token mixing of Mixer and ResMLP, and how their weights start."""

from __future__ import annotations

import torch

import mixbench
from mixbench.zoo.layers import Affine
from mixbench.zoo.mlp_mixer import TokenMixing
from mixbench.zoo.resmlp import PatchMixing


def test_token_mixing_is_one_mlp_applied_to_every_channel_alone():
    torch.manual_seed(0)
    mixing, x = TokenMixing(tokens=6, hidden=4), torch.randn(2, 6, 5)
    by_channel = [mixing.mlp(x[:, :, channel]) for channel in range(5)]
    torch.testing.assert_close(mixing(x), torch.stack(by_channel, dim=-1))


def test_patch_mixing_is_a_matrix_over_the_patches():
    torch.manual_seed(0)
    mixing, x = PatchMixing(tokens=6), torch.randn(2, 6, 5)
    expected = torch.einsum("ts,bsd->btd", mixing.linear.weight, x) + mixing.linear.bias[:, None]
    torch.testing.assert_close(mixing(x), expected)


def test_affine_scales_then_shifts_each_channel():
    affine, x = Affine(3), torch.randn(2, 4, 3)
    assert torch.equal(affine(x), x)
    with torch.no_grad():
        affine.alpha.copy_(torch.tensor([1.0, 2, 3]))
        affine.beta.copy_(torch.tensor([0.0, 10, 20]))
    torch.testing.assert_close(affine(x), x * affine.alpha + affine.beta)


def test_a_fresh_mixer_answers_zeros_as_its_authors_start_it():
    network = mixbench.build("mixer_s16", image_size=32, depth=1)
    assert not network(torch.randn(1, 3, 32, 32)).any()


def test_layer_scale_starts_as_the_depth_wants_it():
    for variant, start in (("resmlp_s12", 0.1), ("resmlp_s24", 1e-5), ("resmlp_s36", 1e-6)):
        network = mixbench.build(variant, image_size=32, depth=1, width=16)
        assert torch.equal(network.blocks[0].channel_scale.scale, torch.full((16,), start))


def test_proportional_token_width_follows_the_pixels():
    network = mixbench.build(
        "mixer_s16", image_size=448, device="meta", depth=1, token_width_mode="proportional"
    )
    assert network.blocks[0].token_mixing.mlp.expand.weight.shape == (4 * 256, 28 * 28)
