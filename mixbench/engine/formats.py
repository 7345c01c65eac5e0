"""Outputs as the kernels of a device make them, where those of meta tensors do not know the device.

Whether a map lies channels first or last decides where later operators must copy, and the dtype of the
statistics that norms keep is part of what is live.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch._prims_common import suggest_memory_format

_NORMS = frozenset({"aten::native_layer_norm", "aten::native_group_norm", "aten::native_batch_norm"})


def as_on_device(name: str, args: Sequence[Any], result: Any, device: str) -> Any:
    """What the operator of that name returns on a device, from its result on meta tensors."""
    choose = _FORMATS.get(name)
    if choose is not None:
        result = _laid_out(result, choose(args))
    if device == "cpu" and name in _NORMS:
        output, *statistics = result
        return output, *(_as_on_processor(name, args, item) for item in statistics)
    return result


def _laid_out(result: Any, wanted: torch.memory_format) -> Any:
    """The result, or the first of several, in a memory format."""
    if isinstance(result, Tensor):
        return result.contiguous(memory_format=wanted)
    first, *others = result
    return first if first is None else first.contiguous(memory_format=wanted), *others


def _as_on_processor(name: str, args: Sequence[Any], statistic: Tensor) -> Tensor:
    """A mean or spread that a norm returns: of the dtype of image and weight where they agree, in single
    precision where they do not; batch norm returns none of those that it was given."""
    image, weight = args[0], next((item for item in args[1:3] if isinstance(item, Tensor)), None)
    dtype = image.dtype if weight is None or weight.dtype is image.dtype else torch.float32
    if name == "aten::native_batch_norm" and not args[5]:
        return statistic.new_empty(0, dtype=dtype)
    return statistic.to(dtype)


def _of_convolution(args: Sequence[Any]) -> torch.memory_format:
    """Channels last as soon as the image or the weight lies so, on the processor and with cuDNN."""
    formats = (suggest_memory_format(args[0]), suggest_memory_format(args[1]))
    return next((each for each in formats if each is not torch.contiguous_format), torch.contiguous_format)


def _of_input(args: Sequence[Any]) -> torch.memory_format:
    return suggest_memory_format(args[0])


def _of_second(args: Sequence[Any]) -> torch.memory_format:
    return suggest_memory_format(args[1])


#: Operator -> the format of its first output, from its arguments.
_FORMATS: dict[str, Callable[[Sequence[Any]], torch.memory_format]] = {
    "aten::convolution": _of_convolution,
    "aten::native_group_norm": _of_input,
    "aten::native_group_norm_backward": _of_second,
}
