"""One set of weights at two sizes: whether a network runs at both, and what ties its weights to a size."""

from __future__ import annotations

from math import prod
from typing import cast

import torch
from torch import Tensor, nn

from mixbench.core.claims import Facts
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.randomness import EXACTLY, apart, blueprint, drawn, image
from mixbench.zoo.transformer import interpolate_positions

#: What torch says where weights and input do not fit together.
MISFITS = (RuntimeError, ValueError, IndexError, AssertionError)

POSITIONS = "tokens.positions"

#: Of the weights that a network built for the second size has before it is given those of the first.
OTHER_SEED = 2


@apart
def one_set_of_weights(
    *, model: str, first_px: int, second_px: int, whole_model: str, native_px: int
) -> Facts:
    """Build for the first size, run at both; then build for the second and give it the same weights.

    `whole_model` and its native size say which share of a published network's parameters knows its size.
    """
    network, rebuilt = drawn(model, first_px).float(), drawn(model, second_px, seed=OTHER_SEED).float()
    bound = _bound(network, rebuilt)
    first, second = _run(network, first_px), _run(network, second_px)
    facts: Facts = {
        **EXACTLY,
        "dtype": "float32",
        "model": model,
        "first_px": first_px,
        "second_px": second_px,
        "runs_at_first": isinstance(first, Tensor),
        "runs_at_second": isinstance(second, Tensor),
        "refusal": second if isinstance(second, str) else "",
        "bound_tensors": len(bound),
        "whole_model": whole_model,
        "native_px": native_px,
        "bound_share": _bound_share(whole_model, native_px, second_px if native_px == first_px else first_px),
        "difference_to_rebuilt": None,
        "difference_to_other_weights": None,
        "runs_with_interpolated_positions": None,
    }
    if isinstance(second, Tensor) and not bound:
        for loaded in ("other_weights", "rebuilt"):
            facts[f"difference_to_{loaded}"] = difference(cast("Tensor", _run(rebuilt, second_px)), second)
            rebuilt.load_state_dict(network.state_dict())
    if list(bound) == [POSITIONS] and isinstance(first, Tensor):
        _interpolate(network, rebuilt)
        moved = _run(rebuilt, second_px)
        facts["runs_with_interpolated_positions"] = _is_answer_like(moved, first)
    return facts


def _bound(network: nn.Module, rebuilt: nn.Module) -> dict[str, torch.Size]:
    """The tensors that another size gives another shape, or that are there at one size only."""
    shapes = [{name: each.shape for name, each in one.state_dict().items()} for one in (network, rebuilt)]
    return {name: shape for name, shape in shapes[0].items() if shapes[1].get(name) != shape}


def _bound_share(model: str, native_px: int, other_px: int) -> float:
    """The share of a network's parameters that another size gives another shape."""
    network, other = blueprint(model, native_px), blueprint(model, other_px)
    params = sum(each.numel() for each in network.parameters())
    return sum(map(prod, _bound(network, other).values())) / params


def _image(px: int) -> Tensor:
    return image(px, batch=1).float()


def _run(network: nn.Module, px: int) -> Tensor | str:
    """The output, or why there is none."""
    try:
        output = network(_image(px))
    except MISFITS as error:
        return str(error).partition("\n")[0]
    while isinstance(output, list | tuple):  # MAXIM gives an image for each stage and scale, the best last
        output = output[-1]
    return cast("Tensor", output)


def _interpolate(network: nn.Module, rebuilt: nn.Module) -> None:
    """Give a network that was built for another size the weights of the first, its positions moved there."""
    state, wanted = network.state_dict(), rebuilt.state_dict()[POSITIONS]
    sides = [round((positions.shape[1] - 1) ** 0.5) for positions in (state[POSITIONS], wanted)]
    state[POSITIONS] = interpolate_positions(state[POSITIONS], (sides[0],) * 2, (sides[1],) * 2)
    rebuilt.load_state_dict(state)


def _is_answer_like(found: Tensor | str, known: Tensor) -> bool:
    """Whether a network gave an answer of that shape, of finite numbers."""
    return isinstance(found, Tensor) and found.shape == known.shape and bool(found.isfinite().all())


EXPERIMENTS = {"one_set_of_weights": one_set_of_weights}
