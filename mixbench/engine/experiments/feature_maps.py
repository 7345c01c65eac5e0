"""The maps that a network keeps on its way, and the MACs that it spends on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import prod

import torch
from torch import Tensor, nn

from mixbench.core.claims import Facts
from mixbench.core.model import Case, Model
from mixbench.core.roles import Role
from mixbench.engine import building
from mixbench.engine.counting import count_case
from mixbench.engine.steps import look
from mixbench.zoo.roles import roles_by_path

#: Linear layers of these roles work at each place by itself, so that their output says how many there are.
_AT_PLACES = (Role.CHANNEL_MIXING, Role.DOWNSAMPLE)


def feature_maps(*, model: str, resolution_px: int) -> Facts:
    """The maps of a network in the order in which it makes them: their places, layers and MACs.

    A layer that tells nothing of its places, as one over all tokens, belongs to the map of the next that
    does. The classifier belongs to none.
    """
    case = Case(Model.parse(model), resolution_px, resolution_px)
    look()
    seen = _places_by_layer(case)
    look()
    maps: list[Facts] = []
    waiting = [0, 0]  # layers and MACs before the next layer that knows its places
    head_macs = 0
    for layer in count_case(case).layers:
        if layer.role is Role.HEAD:
            head_macs += layer.macs
        elif layer.macs:
            waiting = [waiting[0] + 1, waiting[1] + layer.macs]
            if layer.path in seen:
                _put(maps, seen[layer.path], *waiting)
                waiting = [0, 0]
    if waiting[1] and maps:
        _put(maps, (maps[-1]["places"], maps[-1]["channels"]), *waiting)
    return {
        "model": model,
        "resolution_px": resolution_px,
        "maps": maps,
        "head_macs": head_macs,
        "taken": "counted over meta tensors, without computing",
    }


def _put(maps: list[Facts], where: tuple[int, int], layers: int, macs: int) -> None:
    """Add layers to the map that they work on, which is the last one or a new one."""
    places, channels = where
    if not maps or maps[-1]["places"] != places:
        maps.append({"places": places, "channels": channels, "layers": 0, "macs": 0})
    latest = maps[-1]
    latest.update(channels=channels, layers=latest["layers"] + layers, macs=latest["macs"] + macs)


def _places_by_layer(case: Case) -> dict[str, tuple[int, int]]:
    """Places and channels that each layer put out, of the layers from whose output they can be told."""
    network = building.blueprint(case)
    seen: dict[str, tuple[int, int]] = {}
    hooks = [
        layer.register_forward_hook(lambda _module, _in, out, path=path, at=at: seen.update({path: at(out)}))
        for path, layer, at in _tellers(network)
    ]
    try:
        with torch.no_grad():
            network(torch.empty(building.input_shape(case), device="meta"))
    finally:
        for hook in hooks:
            hook.remove()
    return seen


def _tellers(network: nn.Module) -> Iterator[tuple[str, nn.Module, Callable[[Tensor], tuple[int, int]]]]:
    """The layers that know their places, each with how its output tells them."""
    roles = roles_by_path(network)
    for path, layer in network.named_modules():
        # Spatial mixing writes layers over rows, regions or tokens as 1 x 1 convolutions: of no map's places.
        is_disguised = roles[path] is Role.SPATIAL_MIXING and getattr(layer, "kernel_size", None) == (1, 1)
        if isinstance(layer, nn.Conv2d) and roles[path] is not Role.HEAD and not is_disguised:
            yield path, layer, partial(_of_map, layer.out_channels)
        elif isinstance(layer, nn.Linear) and roles[path] in _AT_PLACES:
            yield path, layer, partial(_of_map, layer.out_features)


def _of_map(channels: int, out: Tensor) -> tuple[int, int]:
    """Places and channels of (B, C, H, W) or (B, ..., C)."""
    places = out.shape[2:] if out.shape[1] == channels else out.shape[1:-1]
    return prod(places), channels


EXPERIMENTS = {"feature_maps": feature_maps}
