"""How near gMLP's spatial gate is to letting everything pass at the start of training."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn

from mixbench.core.claims import Facts
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.randomness import EXACTLY, apart, fresh, image, noise, redrawn
from mixbench.zoo.gmlp import Block, GMlp, SpatialGating


@apart
def spatial_gate(*, model: str, resolution_px: int) -> Facts:
    """What each gate of a fresh network passes against what it was given, and of one drawn anew.

    A block is shown to treat each token alone by changing one patch of the image and looking at the others.
    """
    network, pixels = cast("GMlp", fresh(model, resolution_px)), image(resolution_px)
    weights = torch.cat([gate.project.weight.flatten() for gate in _gates(network)])
    biases = torch.cat([gate.project.bias for gate in _gates(network)])
    facts = {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "blocks": len(network.blocks),
        "tokens": len(_gates(network)[0].project.bias),
        "largest_weight": float(weights.abs().max()),
        "weight_std": float(weights.std()),
        "largest_bias_from_one": float((biases - 1).abs().max()),
        "gates_from_one": _gates_from_one(network, pixels),
        "passed_difference": _passed_difference(network, pixels),
        "leak": _leak(cast("Block", network.blocks[0])),
    }
    redrawn(network)
    return facts | {
        "trained_gates_from_one": _gates_from_one(network, pixels),
        "trained_passed_difference": _passed_difference(network, pixels),
        "trained_leak": _leak(cast("Block", network.blocks[0])),
    }


def _gates(network: nn.Module) -> list[SpatialGating]:
    return [each for each in network.modules() if isinstance(each, SpatialGating)]


def _gates_from_one(network: nn.Module, pixels: Tensor) -> list[float]:
    """The largest |gate - 1| of each block."""
    seen: list[float] = []
    projects = [gate.project for gate in _gates(network)]
    _watched(network, pixels, projects, lambda _, gate: seen.append(float((gate - 1).abs().max())))
    return seen


def _passed_difference(network: nn.Module, pixels: Tensor) -> float:
    """The largest relative difference in all blocks between the half that passes and what comes out."""
    seen: list[float] = []

    def note(z: Tensor, passed: Tensor) -> None:
        seen.append(difference(z.chunk(2, dim=-1)[0], passed) or 0.0)

    _watched(network, pixels, _gates(network), note)
    return max(seen)


def _watched(network: nn.Module, pixels: Tensor, layers: Any, note: Any) -> None:
    """Run the network and show `note` what each layer was given and gave."""
    handles = [layer.register_forward_hook(lambda _, given, out: note(given[0], out)) for layer in layers]
    network(pixels)
    for handle in handles:
        handle.remove()


def _leak(block: Block) -> float:
    """What a change of one token changes in the others through a block, over what it changes in itself."""
    x = noise(1, len(block.gating.project.bias), block.norm.normalized_shape[0])  # (1, S, d)
    changed = x.clone()
    changed[:, 0] = noise(1, x.shape[-1], seed=2)
    moved = (block(changed) - block(x)).abs().amax(dim=-1)[0]  # (S,)
    return float(moved[1:].max() / moved[0])


EXPERIMENTS = {"spatial_gate": spatial_gate}
