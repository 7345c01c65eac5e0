"""Attention on meta tensors as a device would run it: in one kernel that keeps no table of N x N weights.

Without a device torch cannot choose a kernel and writes attention out, so that a forecast would hold
tables that no real pass allocates. MACs are the same both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional


def fused_attention(args: Sequence[Any], given: Mapping[str, Any]) -> Tensor | None:
    """`scaled_dot_product_attention` by the fused kernel's shape rule; None where it would not serve."""
    return _attend(*args, **given)


def attention_module(args: Sequence[Any], given: Mapping[str, Any]) -> tuple[Tensor, Tensor | None]:
    """`multi_head_attention_forward`, which `nn.MultiheadAttention` calls, with the fused kernel inside."""
    with _fused_inside():
        answer: tuple[Tensor, Tensor | None] = functional.multi_head_attention_forward(*args, **given)
    return answer


def _attend(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor | None:
    """The signature of torch's own function. The kernel takes (B, heads, N, D) without mask or dropout."""
    is_plain = attn_mask is None and not dropout_p and not enable_gqa
    if not (is_plain and query.is_meta and query.ndim == key.ndim == value.ndim == 4):
        return None
    if not query.shape[-1] == key.shape[-1] == value.shape[-1]:
        return None
    kernel = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu.default
    attended: Tensor = kernel(query, key, value, is_causal=is_causal, scale=scale)[0]
    return attended


@contextmanager
def _fused_inside() -> Iterator[None]:
    """A function that torch has handed over runs unseen, so what it calls is exchanged by its name."""
    usual = functional.scaled_dot_product_attention

    def attend(*args: Any, **given: Any) -> Tensor:
        fused = fused_attention(args, given)
        return usual(*args, **given) if fused is None else fused

    functional.scaled_dot_product_attention = attend
    try:
        yield
    finally:
        functional.scaled_dot_product_attention = usual
