"""What each operator of torch costs: small pure functions in a table.

A rule takes the operator's positional arguments and its first output and answers with `Work`.
An operator without a rule is not guessed at: `kind_of` calls it unknown and the count lists it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from math import prod
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload

from mixbench.engine.gradients import GRADIENT_MOVES, GRADIENT_RULES
from mixbench.engine.work import Rule, Work, each, named, names

#: Operations an element that layer, group and instance norms are counted with: mean, variance (2),
#: and the normalisation folded into a scale and a shift (2). fvcore counts the same.
NORM_OPERATIONS = 5

#: A batch norm with running statistics is one scale and one shift an element.
FROZEN_NORM_OPERATIONS = 2

#: Maximum, difference, exponential, sum, quotient.
SOFTMAX_OPERATIONS = 5


class Kind(Enum):
    """How an operator is treated."""

    VIEW = auto()  # another look at the same storage: free
    ALLOCATION = auto()  # memory without contents: free, but live
    MOVE = auto()  # bytes without arithmetic
    PICK = auto()  # a move that reads only what it writes
    WORK = auto()  # arithmetic with a rule
    UNKNOWN = auto()  # no rule: listed


def _mm(args: Sequence[Any], out: Tensor) -> Work:
    """(m, k) @ (k, n), (b, m, k) @ (b, k, n), and products with vectors: k MACs an output."""
    return Work(macs=out.numel() * args[0].shape[-1])


def _addmm(args: Sequence[Any], out: Tensor) -> Work:
    """bias + a @ b; the bias is one other operation an output."""
    return Work(macs=out.numel() * args[1].shape[-1], other=out.numel())


def _addbmm(args: Sequence[Any], out: Tensor) -> Work:
    """bias + the sum of a batch of products."""
    batch, _, inner = args[1].shape
    return Work(macs=out.numel() * batch * inner, other=out.numel())


def _linear(args: Sequence[Any], out: Tensor) -> Work:
    return _with_bias(out.numel() * args[1].shape[-1], args[2] if len(args) > 2 else None, out)


def _convolution(args: Sequence[Any], out: Tensor) -> Work:
    """Weight (out, in / groups, *kernel); transposed (in, out / groups, *kernel) is driven by the input.

    Taps that fall on padding count: the kernel computes them.
    """
    image, weight, bias, transposed = args[0], args[1], args[2], args[6]
    taps = weight.numel() // weight.shape[0] if weight.shape[0] else 0
    return _with_bias((image if transposed else out).numel() * taps, bias, out)


def _deformable(args: Sequence[Any], out: Tensor) -> Work:
    """torchvision's deform_conv2d: a convolution. Interpolating its taps is no MAC, as in its papers."""
    weight, bias = args[1], args[4]
    return _with_bias(out.numel() * (weight.numel() // weight.shape[0]), bias, out)


def _with_bias(macs: int, bias: Tensor | None, out: Tensor) -> Work:
    return Work(macs, out.numel() if bias is not None else 0)


def _attention(args: Sequence[Any], _: Tensor) -> Work:
    """Query (..., s, d), key (..., t, d), value (..., t, v): scores and their product with the values."""
    query, key, value = args[:3]
    scores = prod(query.shape[:-1]) * key.shape[-2]
    return Work(macs=scores * (query.shape[-1] + value.shape[-1]), other=SOFTMAX_OPERATIONS * scores)


def _trilinear(args: Sequence[Any], _: Tensor) -> Work:
    """nn.Bilinear and its gradients: one MAC for each entry of the three-way product that is summed.

    Three tensors, then the places at which each is given axes of size 1.
    """
    sizes = [_with_axes(item.shape, axes) for item, axes in zip(args[:3], args[3:6], strict=True)]
    return Work(macs=prod(map(max, *sizes)))


def _with_axes(shape: Sequence[int], places: Sequence[int]) -> list[int]:
    sizes = list(shape)
    for place in sorted(places):
        sizes.insert(place, 1)
    return sizes


def _reduction(args: Sequence[Any], out: Tensor) -> Work:
    """One operation for each element that goes in."""
    source = args[0]
    return Work(other=source.numel() if isinstance(source, Tensor) else out.numel())


def _batch_norm(args: Sequence[Any], out: Tensor) -> Work:
    """Frozen in eval mode, statistics of the batch in training (argument 5)."""
    training = args[5] if isinstance(args[5], bool) else False
    return Work(other=(NORM_OPERATIONS if training else FROZEN_NORM_OPERATIONS) * out.numel())


def _pooling(args: Sequence[Any], out: Tensor) -> Work:
    """One operation for each element of each window."""
    window = args[1]
    return Work(other=out.numel() * (prod(window) if isinstance(window, list | tuple) else window))


#: Operator without overload -> rule. Everything tagged as pointwise by torch has `each(1)`.
RULES: dict[str, Rule] = {
    **named(_mm, "mm bmm mv dot vdot _int_mm"),
    **named(_addmm, "addmm baddbmm addmv _addmm_activation"),
    **named(_addbmm, "addbmm"),
    **named(_linear, "linear"),
    **named(_convolution, "convolution _convolution convolution_overrideable"),
    **named(
        _attention,
        "scaled_dot_product_attention _scaled_dot_product_flash_attention"
        " _scaled_dot_product_flash_attention_for_cpu _scaled_dot_product_efficient_attention"
        " _scaled_dot_product_cudnn_attention",
    ),
    **named(_trilinear, "_trilinear"),
    **named(each(NORM_OPERATIONS), "native_layer_norm native_group_norm _fused_rms_norm"),
    **named(_batch_norm, "native_batch_norm cudnn_batch_norm"),
    **named(each(FROZEN_NORM_OPERATIONS), "_native_batch_norm_legit_no_training"),
    **named(each(SOFTMAX_OPERATIONS), "_softmax _log_softmax _safe_softmax"),
    **named(
        _reduction,
        "sum mean amax amin max min prod var std var_mean std_mean argmax argmin all any norm"
        " linalg_vector_norm logsumexp cumsum cumprod _adaptive_avg_pool2d _adaptive_avg_pool3d"
        " adaptive_avg_pool2d adaptive_max_pool2d count_nonzero col2im",
    ),
    **named(_pooling, "avg_pool1d avg_pool2d avg_pool3d max_pool2d_with_indices max_pool3d_with_indices"),
    **named(each(2), "native_dropout addcmul addcdiv addcmul_ addcdiv_ lerp"),
    **named(each(1), "bernoulli bernoulli_ uniform_ normal_ rand randn randint"),
    # Element by element, although torch does not say so of them.
    **named(each(1), "hardswish log_sigmoid_forward glu _prelu_kernel rrelu_with_noise"),
    **named(each(7), "upsample_bilinear2d"),  # 4 products, 3 sums
    **named(each(31), "upsample_bicubic2d"),  # 16 products, 15 sums
    "torchvision::deform_conv2d": _deformable,
    **GRADIENT_RULES,
}

_ALLOCATIONS = names("empty empty_like empty_strided new_empty new_empty_strided")
_MOVES = GRADIENT_MOVES | names(
    "cat stack clone copy copy_ _to_copy contiguous repeat roll flip rot90 channel_shuffle"
    " native_channel_shuffle pixel_shuffle pixel_unshuffle im2col one_hot tril triu eye"
    " constant_pad_nd reflection_pad1d reflection_pad2d reflection_pad3d"
    " replication_pad1d replication_pad2d replication_pad3d upsample_nearest2d _upsample_nearest_exact2d"
    " zeros ones full arange linspace scalar_tensor zeros_like ones_like full_like new_zeros new_ones"
    " new_full fill_ zero_ masked_fill masked_fill_ where scatter scatter_"
    " slice_scatter select_scatter"
)
_PICKS = names("index index_select gather embedding take")

#: Functional by their schema, or changing only how an input is seen; their output is the input's storage.
_HIDDEN_VIEWS = frozenset({"aten::lift_fresh", "aten::_reshape_alias", "prim::device"}) | names(
    "_unsafe_view unsafe_split unsafe_split_with_sizes unsafe_chunk transpose_ t_ squeeze_ unsqueeze_ detach_"
)

_pointwise = each(1)


def kind_of(operator: OpOverload) -> Kind:
    """How the operator is treated; asked once for each operator."""
    name = operator._schema.name
    if name in RULES:
        return Kind.WORK
    for known, kind in ((_ALLOCATIONS, Kind.ALLOCATION), (_MOVES, Kind.MOVE), (_PICKS, Kind.PICK)):
        if name in known:
            return kind
    if name in _HIDDEN_VIEWS or _is_view(operator):
        return Kind.VIEW
    return Kind.WORK if torch.Tag.pointwise in operator.tags else Kind.UNKNOWN


def rule_of(operator: OpOverload) -> Rule:
    """The rule of an operator of kind `WORK`."""
    return RULES.get(operator._schema.name, _pointwise)


def _is_view(operator: OpOverload) -> bool:
    """Whether what comes back shares an input's storage and nothing is written."""
    returns = operator._schema.returns
    return bool(returns) and all(
        answer.alias_info is not None and not answer.alias_info.is_write for answer in returns
    )


#: Where the convolutions of torch and torchvision are told their number of groups.
_GROUPS_AT = {
    **dict.fromkeys(names("convolution _convolution convolution_overrideable"), 8),
    "torchvision::deform_conv2d": 11,
}


def is_grouped_convolution(operator: OpOverload, args: Sequence[Any]) -> bool:
    """Whether it is a depthwise or grouped convolution, which uses each value that it reads for few MACs."""
    place = _GROUPS_AT.get(operator._schema.name)
    return place is not None and len(args) > place and bool(args[place] > 1)


def is_functional(operator: OpOverload) -> bool:
    """Whether the operator, by its schema, neither writes to nor shares its inputs."""
    schema = operator._schema
    return all(entry.alias_info is None for entry in (*schema.arguments, *schema.returns))
