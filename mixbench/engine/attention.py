"""Attention on meta tensors as a device would run it: in one kernel that keeps no table of N x N weights.

Without a device torch cannot choose a kernel and writes attention out, so that a forecast would hold
tables that no real pass allocates. MACs are the same both ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor


def fused_attention(args: Sequence[Any], given: Mapping[str, Any]) -> Tensor | None:
    """`scaled_dot_product_attention` by the fused kernel's shape rule; None where it would not serve."""
    if not _is_fused(args, given):
        return None
    query, key, value = args
    kernel = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default
    attended: Tensor = kernel(
        query, key, value, is_causal=given.get("is_causal", False), scale=given.get("scale")
    )[0]
    return attended


def _is_fused(args: Sequence[Any], given: Mapping[str, Any]) -> bool:
    """Plain attention over (B, heads, N, D): no mask, no dropout, one width of heads."""
    if len(args) != 3 or not all(isinstance(tensor, Tensor) and tensor.ndim == 4 for tensor in args):
        return False
    plain = given.get("attn_mask") is None and not given.get("dropout_p") and not given.get("enable_gqa")
    query, key, value = args
    return plain and query.is_meta and query.shape[-1] == key.shape[-1] == value.shape[-1]
