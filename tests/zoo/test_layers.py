"""The shared layers against their definitions."""

from __future__ import annotations

import pytest
import torch
from einops import rearrange
from torch.nn.functional import linear

from mixbench.zoo.initialisation import start_orthogonal
from mixbench.zoo.layers import DropPath, Linear, PatchEmbedding, drop_path_rates


def test_the_patch_embedding_is_a_linear_layer_over_flattened_patches():
    torch.manual_seed(0)
    stem, image = PatchEmbedding(8, 12), torch.randn(2, 3, 16, 24)
    patches = rearrange(image, "b c (h p) (w q) -> b (h w) (c p q)", p=8, q=8)
    expected = linear(patches, stem.project.weight.flatten(1), stem.project.bias)
    torch.testing.assert_close(stem(image), expected)


def test_a_linear_layer_starts_narrow_and_without_bias():
    torch.manual_seed(0)
    layer = Linear(256, 256)
    assert not layer.bias.any()
    assert layer.weight.std().item() == pytest.approx(0.02, rel=0.05)


def test_drop_path_drops_whole_images_and_keeps_the_mean():
    torch.manual_seed(0)
    layer = DropPath(0.25)
    branch = torch.ones(4000, 2, 3)
    assert layer.eval()(branch) is branch
    out = layer.train()(branch)
    kept = out.flatten(1)
    assert torch.equal(kept.amin(1), kept.amax(1))
    assert {round(value, 4) for value in kept.unique().tolist()} == {0.0, round(1 / 0.75, 4)}
    assert out.mean().item() == pytest.approx(1, abs=0.05)


def test_rates_of_drop_path_grow_from_zero():
    assert drop_path_rates(0.1, 1) == [0.0]
    assert drop_path_rates(0.3, 4) == pytest.approx([0, 0.1, 0.2, 0.3])


@pytest.mark.parametrize("shape", [(40, 8, 1, 1), (9, 8), (8, 20)])
def test_an_orthogonal_start_has_orthonormal_columns_or_rows(shape):
    torch.manual_seed(0)
    weight = torch.nn.Parameter(torch.empty(shape))
    start_orthogonal(weight)
    matrix = weight.detach().flatten(1)
    products = matrix.T @ matrix if matrix.shape[0] >= matrix.shape[1] else matrix @ matrix.T
    torch.testing.assert_close(products, torch.eye(len(products)), atol=1e-5, rtol=0)
