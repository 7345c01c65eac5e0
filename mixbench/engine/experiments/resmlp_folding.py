"""ResMLP without its affine layers: what they do is written into what stands before and after them.

Before a channel MLP and before the classifier an affine layer goes into the linear layer that reads it, and
the scale at the end of a branch into the one that writes it. Before the patch mixing it cannot: that layer is
the same for all channels. There the scale passes through to the scale at the end of the branch, and the shift
becomes a constant map. A network of our own; Equations 1 to 4 of arXiv 2105.03404.
"""

from __future__ import annotations

from copy import deepcopy
from typing import cast

import torch
from torch import Tensor, nn

from mixbench.core.claims import Facts
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.costs import cost_of, counted
from mixbench.engine.experiments.racing import race
from mixbench.engine.experiments.randomness import EXACTLY, apart, drawn, image, noise
from mixbench.zoo.layers import Affine, LayerScale
from mixbench.zoo.resmlp import Block, ResMlp

#: Layers that divide by statistics of what they are given.
NORMALISATIONS = (
    nn.LayerNorm,
    nn.GroupNorm,
    nn.RMSNorm,
    nn.BatchNorm1d,
    nn.BatchNorm2d,
    nn.InstanceNorm1d,
    nn.InstanceNorm2d,
)


class FoldedBlock(nn.Module):
    """A block of ResMLP without affine and scale layers: (B, S, d) to (B, S, d)."""

    @torch.no_grad()
    def __init__(self, block: Block) -> None:
        super().__init__()
        patches, scale = block.patch_mixing.linear, block.patch_scale.scale
        self.weight = nn.Parameter(patches.weight.clone())
        self.scale = nn.Parameter(block.patch_affine.alpha * scale)
        shift = torch.outer(patches.weight.sum(1), block.patch_affine.beta) + patches.bias[:, None]
        self.shift = nn.Parameter(shift * scale)  # (S, d)
        self.channel_mixing = deepcopy(block.channel_mixing)
        absorb_before(cast("nn.Linear", self.channel_mixing.expand), block.channel_affine)
        absorb_after(cast("nn.Linear", self.channel_mixing.project), block.channel_scale)

    def forward(self, x: Tensor) -> Tensor:
        """(B, S, d) to (B, S, d)."""
        mixed = nn.functional.linear(x.transpose(1, 2), self.weight).transpose(1, 2)
        x = x + torch.addcmul(self.shift, mixed, self.scale)
        return x + cast("Tensor", self.channel_mixing(x))


class FoldedResMlp(nn.Module):
    """ResMLP whose affine layers are folded away: (B, 3, H, W) to (B, classes)."""

    @torch.no_grad()
    def __init__(self, network: ResMlp) -> None:
        super().__init__()
        self.stem = deepcopy(network.stem)
        self.blocks = nn.Sequential(*(FoldedBlock(cast("Block", block)) for block in network.blocks))
        self.head = deepcopy(network.head)
        absorb_before(self.head, network.affine)

    def forward(self, image: Tensor) -> Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.blocks(self.stem(image))  # (B, S, d)
        return cast("Tensor", self.head(x.mean(dim=1)))


def absorb_before(linear: nn.Linear, affine: Affine) -> None:
    """Write an affine layer into the linear layer that reads it: W (a x + b) + c = (W a) x + (W b + c)."""
    linear.bias.add_(linear.weight @ affine.beta)
    linear.weight.mul_(affine.alpha)


def absorb_after(linear: nn.Linear, scale: LayerScale) -> None:
    """Write a scale into the linear layer that it follows: s (W x + c) = (s W) x + s c."""
    linear.weight.mul_(scale.scale[:, None])
    linear.bias.mul_(scale.scale)


@apart
def resmlp_without_norms(*, model: str, rival: str, resolution_px: int) -> Facts:
    """The normalising layers and operators of a network and of a rival, and whether its affine is linear."""
    shape = (1, 3, resolution_px, resolution_px)
    found = {name: drawn(name, resolution_px) for name in (model, rival)}
    affine, norm = Affine(64).double(), nn.LayerNorm(64).double()
    return {
        **EXACTLY,
        "model": model,
        "rival": rival,
        "resolution_px": resolution_px,
        "layers": {name: len(normalising_layers(each)) for name, each in found.items()},
        "operators": {name: normalising_operators(each, shape) for name, each in found.items()},
        "additivity_of_affine": _additivity(affine),
        "additivity_of_norm": _additivity(norm),
    }


def normalising_layers(network: nn.Module) -> list[str]:
    """The paths of the layers that divide by statistics."""
    return [path for path, layer in network.named_modules() if isinstance(layer, NORMALISATIONS)]


def normalising_operators(network: nn.Module, shape: tuple[int, ...]) -> int:
    """How often an operator ran that divides by statistics, whatever module called it."""
    words = ("norm", "var", "std", "rsqrt")
    operators = counted(network, shape).operators
    return sum(each.calls for each in operators if any(word in each.name for word in words))


def _additivity(layer: nn.Module) -> float | None:
    """How far f(x + y) + f(0) is from f(x) + f(y): nothing for an affine map, much for a normalisation."""
    x, y = noise(4, 64), noise(4, 64, seed=2)
    return difference(layer(x) + layer(y), layer(x + y) + layer(torch.zeros_like(x)))


@apart
def resmlp_folding(*, model: str, resolution_px: int, timed_model: str, timed_px: int) -> Facts:
    """Fold a network and compare outputs; count and time another, or the same, before and after."""
    network = cast("ResMlp", drawn(model, resolution_px))
    folded, pixels = FoldedResMlp(network), image(resolution_px)
    expected, found = network(pixels), folded(pixels)
    as_norm = _with_statistics(network)
    whole = cast("ResMlp", drawn(timed_model, timed_px))
    pair = whole.float(), FoldedResMlp(whole).float()
    timed = image(timed_px, batch=1).float()
    shape = (1, 3, timed_px, timed_px)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "difference": difference(expected, found),
        "difference_of_layer_norm": difference(as_norm(pixels), found),
        "affine_layers_left": sum(isinstance(each, Affine | LayerScale) for each in folded.modules()),
        "affine_layers": sum(isinstance(each, Affine | LayerScale) for each in network.modules()),
        "timed_model": timed_model,
        "timed_px": timed_px,
        "before": cost_of(pair[0], shape),
        "after": cost_of(pair[1], shape),
        "time": race(*pair, timed),
    }


def _with_statistics(network: ResMlp) -> ResMlp:
    """The network with LayerNorms of the same scales and shifts in the place of its affine layers."""
    changed = deepcopy(network)
    for path, layer in network.named_modules():
        if isinstance(layer, Affine):
            norm = nn.LayerNorm(len(layer.alpha)).double()
            norm.load_state_dict({"weight": layer.alpha, "bias": layer.beta})
            changed.set_submodule(path, norm)
    return changed


EXPERIMENTS = {"resmlp_without_norms": resmlp_without_norms, "resmlp_folding": resmlp_folding}
