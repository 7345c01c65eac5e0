"""Whether a layer mixes places, channels, or both: one value of its input is changed and the output looked
at."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from mixbench.catalog.registry import resolve
from mixbench.core.claims import Facts
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.steps import look, steps
from mixbench.zoo.construction import construct
from mixbench.zoo.roles import roles_by_path

_SEED = 0
#: Side of the maps that convolutions are tried on: what they mix does not depend on it.
_SIDE = 6
#: The roles of the layers that do the work of a block.
_MIXING = (Role.SPATIAL_MIXING, Role.CHANNEL_MIXING)


def mixing_split(*, model: str, resolution_px: int) -> Facts:
    """Each mixing module of a network, with how many of them reach other places, channels, or both.

    Random weights of one seed, in float64. A module is given noise of the shape that it gets in the network,
    convolutions a small map instead; one value is changed. What does not depend on it stays equal to the last
    bit.
    """
    resolved = resolve(Model.parse(model))
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(_SEED)
        look()
        network = construct(resolved, resolution_px, resolution_px)
        shapes = _shapes(network, torch.rand(1, 3, resolution_px, resolution_px))
        roles = roles_by_path(network)
        found = [
            {"role": roles[path].value, **_reach(network.get_submodule(path).double(), shape)}
            for path, shape in steps(tuple(shapes.items()), "layer")
        ]
    return {
        "model": model,
        "resolution_px": resolution_px,
        "modules": len(found),
        "places_only": sum(each["places"] and not each["channels"] for each in found),
        "channels_only": sum(each["channels"] and not each["places"] for each in found),
        "both": sum(each["places"] and each["channels"] for each in found),
        "neither": sum(not each["places"] and not each["channels"] for each in found),
        "spatial_that_mix_channels": sum(
            each["channels"] for each in found if each["role"] == "spatial_mixing"
        ),
        "channel_that_mix_places": sum(each["places"] for each in found if each["role"] == "channel_mixing"),
        "dtype": "float64",
        "seed": _SEED,
    }


def _shapes(network: nn.Module, image: Tensor) -> dict[str, torch.Size]:
    """The outermost modules that serve a mixing role and have weights, by path: what shape each is given."""
    roles, shapes = roles_by_path(network), dict[str, torch.Size]()
    hooks = [
        module.register_forward_pre_hook(_note(shapes, path))
        for path, module in network.named_modules()
        if roles[path] in _MIXING and _is_outermost(path, roles) and _has_weights(module)
    ]
    try:
        network(image)
    finally:
        for hook in hooks:
            hook.remove()
    return shapes


def _note(shapes: dict[str, torch.Size], path: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    def note(_module: nn.Module, given: tuple[Tensor, ...]) -> None:
        shapes[path] = given[0].shape

    return note


def _is_outermost(path: str, roles: dict[str, Role]) -> bool:
    return roles[path.rpartition(".")[0]] not in _MIXING


def _has_weights(module: nn.Module) -> bool:
    return any(True for _ in module.parameters())


def _reach(module: nn.Module, shape: torch.Size) -> dict[str, bool]:
    """Whether a change at one place of one channel shows at other places, and in other channels.

    The second row and column are changed: a stride of two passes over the first without a neighbour.
    """
    is_map = len(shape) == 4  # (B, C, H, W), else (B, S, C)
    before = torch.randn((*shape[:2], _SIDE, _SIDE) if is_map else shape, dtype=torch.float64)
    after = before.clone()
    after[(0, 0, 1, 1) if is_map else (0, 1, 0)] += 1
    changed = module(after) != module(before)
    by_channel = changed[0].flatten(1) if is_map else changed[0].T  # (C', places)
    return {"places": bool(by_channel.any(0).sum() > 1), "channels": bool(by_channel.any(1).sum() > 1)}


EXPERIMENTS = {"mixing_split": mixing_split}
