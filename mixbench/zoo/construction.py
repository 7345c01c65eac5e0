"""From a checked request to a network that is ready to run."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import cast

import torch
from torch import nn

from mixbench.catalog.registry import Resolved, find, resolve
from mixbench.core.errors import MixBenchError, RequestError, SizeError
from mixbench.core.model import Model, Value


def build(
    variant: str,
    *,
    image_size: int | tuple[int, int] | None = None,
    num_classes: int | None = None,
    device: str = "cpu",
    deploy: bool = False,
    hyperparameters: Mapping[str, Value] | None = None,
) -> nn.Module:
    """Build a network as `mixbench.build` promises it; `variant` may carry settings (`mixer_s16:depth=4`).

    `deploy` asks for the form without branches of a family that has one (hyperparameter `form`).

    Raises `RequestError` (or its kinds) where the request is wrong, `MixBenchError` where the device
    is not here.
    """
    model = Model.parse(variant)
    chosen: dict[str, Value] = {**model.overrides, **(hyperparameters or {})}
    if num_classes is not None:
        chosen["num_classes"] = num_classes
    if deploy:
        chosen["form"] = _deploy_form(model)
    resolved = resolve(Model(model.variant, chosen))
    height, width = _sides(image_size, resolved.variant.native_px)
    return construct(resolved, height, width, device=device)


def construct(resolved: Resolved, height: int, width: int, *, device: str = "cpu") -> nn.Module:
    """Build the network of a resolved model for an image of `height` x `width` px, in `eval` mode.

    Random weights come from torch's own generator, which is not seeded here. On `meta` nothing is
    allocated. Raises `SizeError` where the size is refused, `MixBenchError` for an absent device.
    """
    reason = resolved.refusal(height, width)
    if reason:
        raise SizeError(f"{resolved.variant.name}: {reason}")
    family = importlib.import_module(f"mixbench.zoo.{resolved.family.id}")
    with _present(device):
        network = cast("nn.Module", family.NETWORK(resolved.config, height, width))
    return network.eval()


def _deploy_form(model: Model) -> str:
    """The value of `form` for a network without branches, or `RequestError` where the family has none."""
    family, _ = find(model.variant)
    if not any(item.name == "form" for item in family.hyperparameters):
        raise RequestError(f"{family.name} has no deploy form; build it without deploy")
    return "deploy"


def _sides(image_size: int | tuple[int, int] | None, native_px: int) -> tuple[int, int]:
    """Height and width in pixels of what was asked for."""
    chosen = native_px if image_size is None else image_size
    sides = (chosen, chosen) if isinstance(chosen, int) else tuple(chosen)
    if len(sides) != 2 or any(isinstance(side, bool) or not isinstance(side, int) for side in sides):
        raise RequestError(f"image_size is {image_size}, but must be a number of pixels or (height, width)")
    if min(sides) < 1:
        raise RequestError(f"image_size is {image_size}, but an image has at least 1 px on each side")
    return sides[0], sides[1]


def _present(device: str) -> torch.device:
    """The device, or `MixBenchError` that names what this torch has."""
    here = devices()
    kinds = {name.partition(":")[0] for name in here}
    if device not in here and device not in kinds:
        raise MixBenchError(f"there is no device '{device}' here; this torch has {', '.join(here)}")
    return torch.device(device)


def devices() -> tuple[str, ...]:
    """The devices that a network can be built on, `meta` last."""
    cuda = (
        [f"cuda:{index}" for index in range(torch.cuda.device_count())] if torch.cuda.is_available() else []
    )
    metal = ["mps"] if torch.backends.mps.is_available() else []
    return ("cpu", *cuda, *metal, "meta")
