"""What fvcore counts, restated: its formula for each operator that it has one for, as of 0.1.5.

The rules predict fvcore from the shapes of our own pass and are never fitted to what it says. Where it
changes, the reconciliation is left with a difference that nothing explains.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, prod
from typing import Any

from torch import Tensor
from torch._ops import OpOverload

#: From an operator's positional arguments and its output to fvcore's amount for the whole batch.
Rule = Callable[[Sequence[Any], Tensor], int]


def amount(operator: OpOverload, args: Sequence[Any], result: Any) -> int | None:
    """What fvcore counts for one call; None where it has no formula and leaves the call out."""
    rule = _RULES.get(operator._schema.name.removeprefix("aten::"))
    if rule is None or operator._overloadname == "padding" or not isinstance(result, Tensor):
        return None
    return rule(args, result)


def _convolution(args: Sequence[Any], out: Tensor) -> int:
    """Every entry of the weight at every position of the output."""
    return _entries_at_positions(args[1], out)


def _transposed(args: Sequence[Any], _: Tensor) -> int:
    """Every entry of the weight at every position of the input."""
    return _entries_at_positions(args[1], args[0])


def _either_way(args: Sequence[Any], out: Tensor) -> int:
    return (_transposed if args[6] else _convolution)(args, out)


def _entries_at_positions(weight: Tensor, image: Tensor) -> int:
    """`image` is (batch, channels, *positions), or without its batch."""
    axes = weight.ndim - 2
    return int(weight.numel() * prod(image.shape[: -axes - 1]) * prod(image.shape[-axes:]))


def _linear(args: Sequence[Any], _: Tensor) -> int:
    """(..., k) with a weight (n, k)."""
    return int(prod(args[0].shape) * args[1].shape[0])


def _product(args: Sequence[Any], _: Tensor) -> int:
    """(..., m, k) @ (..., k, n): axes that only the second factor has are forgotten."""
    return int(prod(args[0].shape) * args[1].shape[-1])


def _product_with_bias(args: Sequence[Any], out: Tensor) -> int:
    return _product(args[1:], out)


def _einsum(args: Sequence[Any], _: Tensor) -> int:
    """Two batched forms exactly; else half of what numpy prints, in four digits, for the best order."""
    equation, factors = args[0].replace(" ", ""), args[1]
    shapes = [tuple(factor.shape) for factor in factors]
    if _renamed(equation) == "abc,abd->acd":
        return int(prod(shapes[0]) * shapes[1][-1])
    if _renamed(equation) == "abc,adc->adb":
        return int(prod(shapes[0]) * shapes[1][1])
    import numpy as np

    blanks = [np.broadcast_to(np.zeros(()), shape) for shape in shapes]
    report: str = np.einsum_path(equation, *blanks, optimize="optimal")[1]
    (line,) = (line for line in report.splitlines() if "Optimized FLOP count" in line)
    return floor(float(line.rpartition(":")[2]) / 2)


def _renamed(equation: str) -> str:
    """An equation with its letters in alphabetical order of their first occurrence."""
    letters = dict.fromkeys(letter for letter in equation if letter.isalpha())
    return equation.translate({ord(letter): 97 + place for place, letter in enumerate(letters)})


def _norm(weight_at: int) -> Rule:
    """5 for each element that goes in, 4 without weights."""
    return lambda args, _: (5 if _is_given(args, weight_at) else 4) * args[0].numel()


def _batch_norm(args: Sequence[Any], out: Tensor) -> int:
    """2 an element, 1 without weights; as the other norms where the batch's own statistics are taken."""
    if args[5]:
        return _norm(1)(args, out)
    return (2 if _is_given(args, 1) else 1) * int(args[0].numel())


def _is_given(args: Sequence[Any], place: int) -> bool:
    return len(args) > place and args[place] is not None


def _each_in(args: Sequence[Any], _: Tensor) -> int:
    return int(args[0].numel())


def _each_out(operations: int) -> Rule:
    return lambda _, out: operations * out.numel()


#: Composite operator -> fvcore's formula.
_RULES: dict[str, Rule] = {
    **{f"conv{axes}d": _convolution for axes in (1, 2, 3)},
    **{f"conv_transpose{axes}d": _transposed for axes in (1, 2, 3)},
    "convolution": _either_way,
    "_convolution": _either_way,
    "linear": _linear,
    "matmul": _product,
    "mm": _product,
    "bmm": _product,
    "addmm": _product_with_bias,
    "einsum": _einsum,
    "batch_norm": _batch_norm,
    "group_norm": _norm(2),
    "layer_norm": _norm(2),
    "instance_norm": _norm(1),
    "adaptive_avg_pool2d": _each_in,
    "upsample_nearest2d": _each_out(1),
    "upsample_bilinear2d": _each_out(4),
    "grid_sampler": _each_out(4),
}
