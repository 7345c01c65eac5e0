"""Memory formats that the kernels of devices choose and those of meta tensors do not know.

Whether a map lies channels first or last decides where later operators must copy, and so what is live.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch._prims_common import suggest_memory_format


def as_on_device(name: str, args: Sequence[Any], result: Any) -> Any:
    """The result of the operator of that name, in the memory format that a device would give it."""
    choose = _FORMATS.get(name)
    if choose is None:
        return result
    wanted = choose(args)
    if isinstance(result, Tensor):
        return result.contiguous(memory_format=wanted)
    return (result[0].contiguous(memory_format=wanted), *result[1:])


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
