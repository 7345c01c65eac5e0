"""What a module costs by our own counter, as facts."""

from __future__ import annotations

from copy import deepcopy
from typing import cast

from torch import nn

from mixbench.core.claims import Facts
from mixbench.core.cost import Count
from mixbench.engine.counting import Shape, count
from mixbench.engine.steps import look


def counted(module: nn.Module, shape: tuple[int, ...]) -> Count:
    """One pass over a copy of the module on `meta`, in float32. The input may have any number of axes."""
    look()
    return count(deepcopy(module).to("meta").float(), cast("Shape", shape))


def cost_of(module: nn.Module, shape: tuple[int, ...]) -> Facts:
    """Parameters, and of one image MACs, other operations, bytes moved and operators that ran."""
    found = counted(module, shape)
    return {
        "params": found.params,
        "macs": found.macs,
        "other_operations": found.other_operations,
        "bytes_moved": found.bytes_read + found.bytes_written,
        "operators": sum(operator.calls for operator in found.operators),
        "activation_bytes": found.memory.activation_bytes,
        "weight_bytes": found.memory.weight_bytes,
    }
