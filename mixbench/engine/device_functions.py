"""Functions of torch that go another way on meta tensors than on those of a device, sent the device's way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any, cast

import torch
from torch import Tensor
from torch._prims_common import suggest_memory_format
from torch.nn.functional import group_norm, multi_head_attention_forward, scaled_dot_product_attention
from torch.overrides import TorchFunctionMode

from mixbench.engine.attention import attention_module, fused_attention

#: Takes the arguments of a function; None where the function goes the same way on every device.
StandIn = Callable[[Sequence[Any], Mapping[str, Any]], Any]


class DeviceFunctions(TorchFunctionMode):
    """Lets meta tensors go the way that tensors on `device` go (`cpu`, `cuda:0`)."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self._stand_ins: dict[Any, StandIn] = {
            scaled_dot_product_attention: fused_attention,
            multi_head_attention_forward: attention_module,
        }
        if device == "cpu":
            self._stand_ins[group_norm] = _group_norm

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Torch asks this for every function of its Python interface."""
        stand_in = self._stand_ins.get(func)
        given = dict(kwargs or {})
        result = stand_in(args, given) if stand_in is not None else None
        return func(*args, **given) if result is None else result


def _group_norm(args: Sequence[Any], given: Mapping[str, Any]) -> Tensor | None:
    """Group norm on the processor leaves a map that lies channels last as it lies, on the way back too.

    Other devices, and so meta tensors, copy it to channels first.
    """
    return _group_norm_as_it_lies(*args, **given) if args and args[0].is_meta else None


def _group_norm_as_it_lies(
    image: Tensor,
    num_groups: int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """(B, C, ...) to the same, with the signature of torch's own function."""
    apply = cast("Callable[..., Tensor]", _GroupNorm.apply)  # torch leaves it untyped
    return apply(_as_it_lies(image), weight, bias, num_groups, eps)


def _as_it_lies(image: Tensor) -> Tensor:
    """The image without gaps, channels last where it already lies so."""
    return image.contiguous(memory_format=suggest_memory_format(image))


class _GroupNorm(torch.autograd.Function):
    """The kernels of the processor, in the order in which autograd calls them there."""

    @staticmethod
    def forward(
        ctx: Any, image: Tensor, weight: Tensor | None, bias: Tensor | None, groups: int, eps: float
    ) -> Tensor:
        """(B, C, ...) to the same; keeps the image, the weight and the statistics."""
        batch, channels, *sides = image.shape
        ctx.sizes = (batch, channels, prod(sides), groups)
        kernel = torch.ops.aten.native_group_norm.default
        normed: Tensor
        normed, mean, rstd = kernel(image, weight, bias, *ctx.sizes, eps)
        ctx.save_for_backward(image, mean, rstd, weight)
        return normed

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        """The gradients of image, weight and bias that are asked for."""
        kernel = torch.ops.aten.native_group_norm_backward.default
        image, mean, rstd, weight = ctx.saved_tensors
        wanted = list(ctx.needs_input_grad[:3])
        return *kernel(_as_it_lies(gradient), image, mean, rstd, weight, *ctx.sizes, wanted), None, None
