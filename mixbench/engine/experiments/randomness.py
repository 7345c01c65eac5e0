"""Networks and inputs for experiments: random, alike in every run, as far from their start as trained ones.

At their start many layers are the identity or zero (norms, scales, gates, classifiers), and much holds of
them that does not hold in general. So every parameter and every statistic is drawn anew. Work is in float64,
where two orders of the same arithmetic differ by some 1e-15, and functions that are not the same by far more.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import torch
from torch import Tensor, nn

from mixbench.catalog.registry import resolve
from mixbench.core.claims import Facts
from mixbench.core.model import Model
from mixbench.engine.steps import look
from mixbench.zoo.construction import construct

WEIGHT_SEED, INPUT_SEED = 0, 1

#: What every experiment on equality says of how it worked.
EXACTLY: Facts = {"dtype": "float64", "weight_seed": WEIGHT_SEED, "input_seed": INPUT_SEED}


P = ParamSpec("P")
R = TypeVar("R")


def apart(experiment: Callable[P, R]) -> Callable[P, R]:
    """Let an experiment run without gradients, and with random draws that nothing else notices."""

    @wraps(experiment)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            torch.manual_seed(WEIGHT_SEED)
            return experiment(*args, **kwargs)

    return run


def fresh(model: str, height: int, width: int | None = None) -> nn.Module:
    """A network as it starts, in `eval` mode and float64; torch's own generator stays as it was."""
    look()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(WEIGHT_SEED)
        return construct(resolve(Model.parse(model)), height, width or height).double()


def blueprint(model: str, height: int, width: int | None = None) -> nn.Module:
    """A network without contents, for what only shapes decide."""
    return construct(resolve(Model.parse(model)), height, width or height, device="meta")


def drawn(model: str, height: int, width: int | None = None, *, seed: int = WEIGHT_SEED) -> nn.Module:
    """A network in `eval` mode and float64, every parameter and statistic of which is drawn anew."""
    # How a network starts is not worked out where nothing of it stays: that takes longer than all else.
    return redrawn(blueprint(model, height, width).double().to_empty(device="cpu"), seed)


def redrawn(module: nn.Module, seed: int = WEIGHT_SEED) -> nn.Module:
    """Draw every parameter and every statistic of a module, in place, and set it to `eval` mode.

    Weights keep the variance of what passes; scales lie about 1, biases, means and learned tokens about 0.
    """
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, tensor in (*module.named_parameters(), *module.named_buffers()):
            look()
            if tensor.is_floating_point():
                tensor.copy_(_draw(name.rpartition(".")[2], tensor, generator))
            else:
                tensor.zero_()  # the batches that a norm has seen
    return module.eval()


def noise(*shape: int, seed: int = INPUT_SEED) -> Tensor:
    """Standard normal values."""
    look()
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def image(height: int, width: int | None = None, batch: int = 2) -> Tensor:
    """A batch of noise images (B, 3, H, W)."""
    return noise(batch, 3, height, width or height)


def permutation(length: int, seed: int = INPUT_SEED) -> Tensor:
    """An order of 0, 1, ..., length - 1 at random."""
    return torch.randperm(length, generator=torch.Generator().manual_seed(seed))


def _draw(name: str, tensor: Tensor, generator: torch.Generator) -> Tensor:
    values = torch.randn(tensor.shape, generator=generator, dtype=torch.float64)
    if name in ("weight", "alpha", "scale", "running_var") and tensor.ndim == 1:
        return 0.5 + values.sigmoid()
    if tensor.ndim == 1:
        return 0.3 * values
    if len(tensor) == 1 and tensor.ndim == 3:  # learned tokens and positions, (1, N, D)
        return 0.5 * values
    return values.mul_(math.sqrt(len(tensor) / tensor.numel()))
