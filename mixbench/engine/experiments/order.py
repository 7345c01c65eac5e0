"""What another order of the patches does to Mixer and ViT, and what undoes it.

Patch i of the shuffled image is patch order[i] of the image. Patches are shuffled in the image itself.
"""

from __future__ import annotations

from copy import deepcopy
from typing import cast

import torch
from einops import rearrange
from torch import Tensor, nn

from mixbench.core.claims import Facts
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.randomness import EXACTLY, apart, drawn, image, permutation
from mixbench.zoo.mlp_mixer import MlpMixer, TokenMixing
from mixbench.zoo.vit import Vit


def shuffled(pixels: Tensor, patch_px: int, order: Tensor) -> Tensor:
    """Images (B, 3, H, W) with their patches in another order."""
    rows = pixels.shape[2] // patch_px
    patches = rearrange(pixels, "b c (h p) (w q) -> b (h w) c p q", p=patch_px, q=patch_px)[:, order]
    return rearrange(patches, "b (h w) c p q -> b c (h p) (w q)", h=rows)


@apart
def order_in_mixer(*, model: str, resolution_px: int) -> Facts:
    """Shuffle the patches; then permute the token-mixing weights alike, or by a wrong order."""
    network, pixels = cast("MlpMixer", drawn(model, resolution_px)), image(resolution_px)
    patch_px = network.stem.project.kernel_size[0]
    tokens = (resolution_px // patch_px) ** 2
    order, wrong = permutation(tokens), permutation(tokens, seed=2)
    moved, expected = shuffled(pixels, patch_px, order), network(pixels)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "tokens": tokens,
        "patches_moved": int((order != torch.arange(tokens)).sum()),
        "unrepaired": difference(expected, network(moved)),
        "repaired": difference(expected, reordered(network, order)(moved)),
        "repaired_wrongly": difference(expected, reordered(network, wrong)(moved)),
    }


def reordered(network: MlpMixer, order: Tensor) -> MlpMixer:
    """A copy whose token mixing reads and writes the patches in another order; nothing else is changed."""
    changed = deepcopy(network)
    for layer in changed.modules():
        if isinstance(layer, TokenMixing):
            reading, writing = (cast("nn.Linear", each) for each in (layer.mlp.expand, layer.mlp.project))
            reading.weight.copy_(reading.weight[:, order])
            writing.weight.copy_(writing.weight[order])
            writing.bias.copy_(writing.bias[order])
    return changed


@apart
def order_in_vit(*, model: str, resolution_px: int) -> Facts:
    """Shuffle the patches with positions, with positions shuffled alike, and without positions."""
    network, pixels = cast("Vit", drawn(model, resolution_px)), image(resolution_px)
    patch_px = network.stem.project.kernel_size[0]
    order = permutation((resolution_px // patch_px) ** 2)
    moved = shuffled(pixels, patch_px, order)
    with_positions = difference(network(pixels), network(moved))
    placed = deepcopy(network)
    rows = torch.cat([torch.zeros(1, dtype=order.dtype), 1 + order])  # the class token stays the first
    placed.tokens.positions.copy_(network.tokens.positions[:, rows])
    repaired = difference(network(pixels), placed(moved))
    network.tokens.positions.zero_()
    plain, patches, moved_patches = network(pixels), _patches(network, pixels), _patches(network, moved)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "tokens": len(order),
        "with_positions": with_positions,
        "positions_shuffled_alike": repaired,
        "class_token": difference(plain, network(moved)),
        "mean_of_patches": difference(patches.mean(1), moved_patches.mean(1)),
        "patches_in_new_order": difference(patches[:, order], moved_patches),
        "patches_in_old_order": difference(patches, moved_patches),
    }


def _patches(network: Vit, pixels: Tensor) -> Tensor:
    """What the tokens of the patches hold after the last block (B, S, D)."""
    tokens = cast("nn.Module", network.tokens)
    return cast("Tensor", network.blocks(tokens(network.stem(pixels))))[:, 1:]


EXPERIMENTS = {"order_in_mixer": order_in_mixer, "order_in_vit": order_in_vit}
