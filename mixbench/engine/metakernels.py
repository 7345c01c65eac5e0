"""Running operators on meta tensors, each distinct call once.

Half of torch's meta kernels are Python decompositions that take around a millisecond; a network
calls the same ones with the same shapes in every block. So what a call returns and costs is
remembered by the shapes, strides, types and values of its arguments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch._ops import OpOverload

from mixbench.engine.dispatch import PassMode
from mixbench.engine.formats import as_on_device
from mixbench.engine.operators import Kind, is_functional, is_grouped_convolution, kind_of, rule_of
from mixbench.engine.work import Work


@dataclass(frozen=True, eq=False)
class Cost:
    """What one call costs, for the whole batch. `elements` is the size of its outputs; `is_grouped` says that
    it is a depthwise or grouped convolution.

    Calls that are alike share one object, so a tally can go by identity.
    """

    operator: str
    work: Work
    bytes_read: int
    bytes_written: int
    elements: int
    is_known: bool
    is_grouped: bool = False


class _TensorLike(NamedTuple):
    """All that it takes to make an output again."""

    size: tuple[int, ...]
    stride: tuple[int, ...]
    dtype: torch.dtype

    def make(self) -> Tensor:
        return torch.empty_strided(self.size, self.stride, dtype=self.dtype, device="meta")


class _Recipe(NamedTuple):
    """A call that was seen: its cost, and its outputs where they can be made without asking torch."""

    cost: Cost
    outputs: tuple[_TensorLike | None, ...] | None
    is_single: bool

    def make(self) -> Any:
        assert self.outputs is not None
        made = tuple(item and item.make() for item in self.outputs)
        return made[0] if self.is_single else made


class MetaKernels:
    """Runs operators on meta tensors as `device` would, and says what they cost.

    One object serves passes of one network.
    """

    def __init__(self, device: str = "cpu") -> None:
        self._device = device
        self._kinds: dict[OpOverload, Kind] = {}
        self._recipes: dict[Any, _Recipe] = {}

    def run(
        self, operator: OpOverload, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[Any, Cost | None]:
        """The operator's result, and its cost; None for a view, which costs nothing."""
        kind = self._kinds.get(operator)
        if kind is None:
            kind = self._kinds[operator] = kind_of(operator)
        if kind is Kind.VIEW:
            return operator(*args, **kwargs), None
        key = (operator, _signature(args), _signature(kwargs.items()) if kwargs else ())
        recipe = self._recipes.get(key)
        if recipe is None:
            result = _shortcut(operator, args) if not kwargs else None
            if result is None:
                result = self._first(operator, args, kwargs)
            recipe = self._recipes[key] = _recipe(operator, kind, args, kwargs, result)
            return result, recipe.cost
        if recipe.outputs is None:
            return operator(*args, **kwargs), recipe.cost
        return recipe.make(), recipe.cost

    def _first(self, operator: OpOverload, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return as_on_device(operator._schema.name, args, operator(*args, **kwargs), self._device)


class MetaKernelsMode(PassMode):
    """Puts `MetaKernels` below another counter, to make it fast without changing what it sees."""

    def __init__(self, kernels: MetaKernels) -> None:
        super().__init__()
        self._kernels = kernels

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The result alone."""
        return self._kernels.run(operator, args, kwargs)[0]


def _signature(values: Any) -> tuple[Any, ...]:
    """All of the arguments that can change the outputs or the cost. `True`, `1` and `1.0` differ."""
    return tuple(
        (value.shape, value.stride(), value.dtype)
        if isinstance(value, Tensor)
        else _signature(value)
        if isinstance(value, list | tuple)
        else (type(value), value)
        for value in values
    )


#: Element by element, and of the dtype of their inputs where those are floating and agree.
_SAME_SHAPE = frozenset(
    f"aten::{name}" for name in ("add", "sub", "mul", "div", "addcmul", "gelu", "relu", "silu", "hardswish")
)


def _shortcut(operator: OpOverload, args: Sequence[Any]) -> Tensor | None:
    """The output of the most frequent operators in their plainest case, without torch's decompositions.

    A third of the time of a count goes there. Whatever is not plainly this case is None.
    """
    name = operator._schema.name
    if name == "aten::addmm":
        bias, first, second = args
        rows, columns = first.shape[0], second.shape[1]
        fits = first.shape[1] == second.shape[0] and bias.shape == (columns,)
        return first.new_empty((rows, columns)) if fits and _are_alike_in_dtype(args) else None
    if name not in _SAME_SHAPE or operator._overloadname not in ("default", "Tensor"):
        return None
    first = args[0]
    plain = all(
        isinstance(item, Tensor) and item.shape == first.shape and item.is_contiguous() for item in args[:3]
    )
    return torch.empty_like(first) if plain and _are_alike_in_dtype(args) else None


def _are_alike_in_dtype(args: Sequence[Any]) -> bool:
    """Whether all tensors have one floating dtype, so that nothing is promoted."""
    dtypes = {item.dtype for item in args if isinstance(item, Tensor)}
    return len(dtypes) == 1 and next(iter(dtypes)).is_floating_point


def _recipe(
    operator: OpOverload, kind: Kind, args: Sequence[Any], kwargs: Mapping[str, Any], result: Any
) -> _Recipe:
    """Note down what a call returned and cost."""
    inputs = [*tensors_in(args), *tensors_in(kwargs.values())]
    outputs = list(tensors_in([result]))
    cost = _cost(operator, kind, args, inputs, outputs or _written(operator, args))
    is_single = isinstance(result, Tensor)
    can_repeat = is_functional(operator) and outputs and not _share_storage(inputs, outputs)
    if not can_repeat or not (is_single or _are_tensors_or_none(result)):
        return _Recipe(cost, None, is_single)
    return _Recipe(cost, tuple(map(_like, [result] if is_single else result)), is_single)


def _are_tensors_or_none(result: Any) -> bool:
    """Whether a tuple holds nothing else. A gradient that was not asked for is None."""
    return isinstance(result, tuple) and all(item is None or isinstance(item, Tensor) for item in result)


def _like(output: Tensor | None) -> _TensorLike | None:
    return None if output is None else _TensorLike(tuple(output.shape), output.stride(), output.dtype)


def _written(operator: OpOverload, args: Sequence[Any]) -> list[Tensor]:
    """What an operator that returns nothing writes to."""
    entries = zip(operator._schema.arguments, args, strict=False)
    return list(tensors_in(value for entry, value in entries if _is_written(entry)))


def _is_written(entry: torch.Argument) -> bool:
    """AdamW declares gradients as written because a scaler of gradients, which is not used here, would."""
    return entry.alias_info is not None and entry.alias_info.is_write and entry.name != "grads"


def _cost(
    operator: OpOverload, kind: Kind, args: Sequence[Any], inputs: Sequence[Tensor], outputs: Sequence[Tensor]
) -> Cost:
    name = operator._schema.name.removeprefix("aten::")
    elements = sum(item.numel() for item in outputs)
    if kind is Kind.ALLOCATION or not outputs:
        return Cost(name, Work(), 0, 0, 0, True)
    read, written = sum(map(_distinct_bytes, inputs)), sum(map(_distinct_bytes, outputs))
    if kind is Kind.PICK:
        read = written + sum(map(_distinct_bytes, inputs[1:]))
    work = rule_of(operator)(args, outputs[0]) if kind is Kind.WORK else Work()
    is_grouped = is_grouped_convolution(operator, args)
    return Cost(name, work, read, written, elements, kind is not Kind.UNKNOWN, is_grouped)


def tensors_in(values: Any) -> Any:
    """Every tensor among the values and in lists and tuples of them."""
    for value in values:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, list | tuple):
            yield from tensors_in(value)


def _distinct_bytes(tensor: Tensor) -> int:
    """Bytes of memory behind the tensor; what is merely expanded lies there once."""
    count = tensor.element_size()
    for size, stride in zip(tensor.shape, tensor.stride(), strict=True):
        count *= size if stride or not size else 1
    return count


def _share_storage(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> bool:
    """Whether an output is an input in disguise."""
    known = {item.untyped_storage()._cdata for item in inputs}
    return any(item.untyped_storage()._cdata in known for item in outputs)
