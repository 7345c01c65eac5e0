"""Attention on meta tensors as a device would run it: in one kernel that keeps no table of N x N weights.

Without a device torch cannot choose a kernel and writes attention out, so that a forecast would hold
tables that no real pass allocates. MACs are the same both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention
from torch.overrides import TorchFunctionMode


class FusedAttention(TorchFunctionMode):
    """Sends `scaled_dot_product_attention` to the fused kernel's shape rule where that kernel would serve."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Torch asks this for every function of its Python interface."""
        given = dict(kwargs or {})
        if func is scaled_dot_product_attention and _is_fused(args, given):
            query, key, value = args[:3]
            kernel = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default
            causal, scale = given.get("is_causal", False), given.get("scale")
            return kernel(query, key, value, is_causal=causal, scale=scale)[0]
        return func(*args, **given)


def _is_fused(args: Sequence[Any], given: Mapping[str, Any]) -> bool:
    """Plain attention over (B, heads, N, D): no mask, no dropout, one width of heads."""
    if len(args) != 3 or not all(isinstance(tensor, Tensor) and tensor.ndim == 4 for tensor in args):
        return False
    plain = given.get("attn_mask") is None and not given.get("dropout_p") and not given.get("enable_gqa")
    query, key, value = args
    return plain and query.is_meta and query.shape[-1] == key.shape[-1] == value.shape[-1]
