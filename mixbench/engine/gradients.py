"""What the operators of the way back cost, and those of the loss and the optimizer.

Products have one MAC rule: each gradient of a product is a product of the same size. Most of them are
plain matrix products that the table of the way there knows; here are the kernels that make several
gradients at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from torch import Tensor

from mixbench.engine.work import Rule, Work, each, each_of, named, names

#: Operations an element for the gradient of a norm's input: what was normalised is found again (2), scaled
#: (1), summed as it is and times the normalised values (3), both parts are taken off and the rest is
#: scaled (4). The gradient of its scale costs 2 more, that of its shift 1.
NORM_INPUT, NORM_SCALE, NORM_SHIFT = 10, 2, 1

#: The input's gradient of a batch norm with running statistics is the one scaling of the way there.
FROZEN_NORM_INPUT = 1

#: Product, sum, difference, product; of logarithms: exponential, sum, product, difference.
SOFTMAX_BACKWARD = 4

#: A score is found again (scaling, difference, exponential); its gradient is a difference and a product.
SCORE_BACKWARD = 5

#: A weight of AdamW: decay (1), first moment (3), second moment (4), its root, correction and epsilon (3),
#: the step itself (3). Corrections that all weights share are left out.
ADAMW_OPERATIONS = 14


def _convolution_backward(args: Sequence[Any], _: Tensor) -> Work:
    """As many MACs as the convolution for each gradient that is asked for: input, weight; then the bias."""
    gradient, image, weight, transposed, (to_image, to_weight, to_bias) = *args[:3], args[7], args[10]
    taps = weight.numel() // weight.shape[0] if weight.shape[0] else 0
    once = (image if transposed else gradient).numel() * taps
    return Work((to_image + to_weight) * once, gradient.numel() if to_bias else 0)


def _deformable_backward(args: Sequence[Any], _: Tensor) -> Work:
    """torchvision's: one product back to the taps, for image, offsets and mask alike, one to the weight."""
    gradient, _, weight = args[:3]
    return Work(2 * gradient.numel() * (weight.numel() // weight.shape[0]), gradient.numel())


def _attention_backward(args: Sequence[Any], _: Tensor) -> Work:
    """The fused kernel keeps no scores: they are found again (d), then come the gradients of the values (v),
    the scores (v), the queries (d) and the keys (d). Five products for the two of the way there."""
    _, query, key, value = args[:4]
    scores = prod(query.shape[:-1]) * key.shape[-2]
    return Work(scores * (3 * query.shape[-1] + 2 * value.shape[-1]), SCORE_BACKWARD * scores)


def _norm_backward(args: Sequence[Any], _: Tensor) -> Work:
    """Layer, group and batch norms; the last argument says which gradients are asked for."""
    to_input, to_scale, to_shift = args[-1]
    return _norm_work(args[0], NORM_INPUT * to_input, to_scale, to_shift)


def _batch_norm_backward(args: Sequence[Any], out: Tensor) -> Work:
    """With the statistics of the batch as other norms; argument 7 says whether it was."""
    if args[7]:
        return _norm_backward(args, out)
    to_input, to_scale, to_shift = args[-1]
    return _norm_work(args[0], FROZEN_NORM_INPUT * to_input, to_scale, to_shift)


def _norm_work(gradient: Tensor, to_input: int, to_scale: bool, to_shift: bool) -> Work:
    return Work(other=gradient.numel() * (to_input + NORM_SCALE * to_scale + NORM_SHIFT * to_shift))


def _average_backward(args: Sequence[Any], _: Tensor) -> Work:
    """One operation for each element of each window."""
    gradient, _, window = args[:3]
    return Work(other=gradient.numel() * (prod(window) if isinstance(window, list | tuple) else window))


def _index_put(args: Sequence[Any], _: Tensor) -> Work:
    """A move, unless it adds to what is there (argument 3)."""
    adds = len(args) > 3 and args[3]
    return Work(other=args[2].numel() if adds else 0)


def _adamw(args: Sequence[Any], _: Tensor) -> Work:
    """The fused kernel over lists of weights."""
    return Work(other=ADAMW_OPERATIONS * sum(weight.numel() for weight in args[0]))


def _list_in_place(args: Sequence[Any], _: Tensor) -> Work:
    """One operation for each element of a list of tensors."""
    return Work(other=sum(item.numel() for item in args[0]))


#: Operator without overload -> rule.
GRADIENT_RULES: dict[str, Rule] = {
    **named(_convolution_backward, "convolution_backward"),
    **named(
        _attention_backward,
        "_scaled_dot_product_flash_attention_backward _scaled_dot_product_flash_attention_for_cpu_backward"
        " _scaled_dot_product_efficient_attention_backward _scaled_dot_product_cudnn_attention_backward",
    ),
    **named(_norm_backward, "native_layer_norm_backward native_group_norm_backward"),
    **named(_batch_norm_backward, "native_batch_norm_backward"),
    **named(each(SOFTMAX_BACKWARD), "_softmax_backward_data _log_softmax_backward_data"),
    **named(_average_backward, "avg_pool2d_backward avg_pool3d_backward"),
    **named(each(1), "_adaptive_avg_pool2d_backward _adaptive_avg_pool3d_backward"),
    **named(
        each_of(0),
        "max_pool2d_with_indices_backward max_pool3d_with_indices_backward adaptive_max_pool2d_backward"
        " upsample_nearest2d_backward _upsample_nearest_exact2d_backward embedding_dense_backward"
        " reflection_pad1d_backward reflection_pad2d_backward reflection_pad3d_backward"
        " replication_pad1d_backward replication_pad2d_backward replication_pad3d_backward unfold_backward",
    ),
    **named(each_of(0, 8), "upsample_bilinear2d_backward"),  # 4 products, 4 sums
    **named(each_of(0, 32), "upsample_bicubic2d_backward"),  # 16 products, 16 sums
    **named(each_of(3), "index_add index_add_ scatter_add scatter_add_"),  # what is added
    **named(
        each(1),
        "hardtanh_backward leaky_relu_backward elu_backward hardswish_backward hardsigmoid_backward"
        " softplus_backward log_sigmoid_backward hardshrink_backward softshrink_backward glu_backward"
        " _prelu_kernel_backward rrelu_with_noise_backward",
    ),
    **named(each(2), "native_dropout_backward"),
    **named(each_of(1), "nll_loss_forward nll_loss2d_forward"),  # a sum over the labels
    **named(_index_put, "index_put index_put_ _index_put_impl_ _unsafe_index_put"),
    **named(_adamw, "_fused_adamw_"),
    **named(_list_in_place, "_foreach_add_"),
    "torchvision::_deform_conv2d_backward": _deformable_backward,
}

#: Ways back that lay gradients down among zeros.
GRADIENT_MOVES = names(
    "slice_backward select_backward diagonal_backward nll_loss_backward nll_loss2d_backward"
)
