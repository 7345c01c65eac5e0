"""One pass over meta tensors as torch's tracer sees it: `linear` and `layer_norm`, not their kernels.

Counters that trace a network, like fvcore, have a formula for some of these composite operators and none
for others. So each call of one is held with what our counter, by kernel, and fvcore, by rule, make of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch._ops import OpOverload
from torch.autograd import Function

from mixbench.engine import fvcore_rules
from mixbench.engine.anatomy import Anatomy
from mixbench.engine.dispatch import PassMode
from mixbench.engine.layers import LayerStack
from mixbench.engine.metakernels import MetaKernels, tensors_in
from mixbench.engine.quiet import without_collection

#: Composites that the tracer looks into.
_LOOKED_INTO = frozenset(f"aten::{kind}_cell" for kind in ("lstm", "gru", "rnn_tanh", "rnn_relu"))

#: Convolutions go by what they call.
_CONVOLUTIONS = frozenset(
    ["aten::convolution"] + [f"aten::conv{way}{axes}d" for way in ("", "_transpose") for axes in (1, 2, 3)]
)


@dataclass
class Call:
    """One call of a composite operator, for the whole batch.

    `kernels` holds our MACs by the operators that it is made of, `unknown` names those that our counter has
    no rule for. `fvcore` is the amount by fvcore's rule, None where it has none. `is_used` is False where
    nothing that the network returns depends on the call.
    """

    layer: str
    operator: str
    kernels: Counter[str] = field(default_factory=Counter)
    unknown: set[str] = field(default_factory=set)
    fvcore: int | None = None
    is_used: bool = True

    @property
    def macs(self) -> int:
        """Our count."""
        return self.kernels.total()


def calls_of(network: nn.Module, image: Tensor) -> tuple[Call, ...]:
    """The composite calls of one pass of a network on `meta`, in the order in which they ended."""
    layers = LayerStack(Anatomy.of(network).modules)
    ledger = _Ledger(layers)
    with (
        without_collection(),
        torch.inference_mode(),  # where torch hands composites on whole; a call's inside is run out of it
        layers.watching(),
        _functions_as_calls(ledger),
        _KernelsMode(ledger),
        _CompositesMode(ledger),
    ):
        result = network(image)
    ledger.mark_unused([*result.values()] if isinstance(result, Mapping) else [result])
    return tuple(entry.call for entry in ledger.entries)


@dataclass
class _Entry:
    """A call with the storages that it read and wrote."""

    call: Call
    reads: set[int] = field(default_factory=set)
    writes: set[int] = field(default_factory=set)


class _Ledger:
    """The calls so far, and the one that is open."""

    def __init__(self, layers: LayerStack) -> None:
        self.entries: list[_Entry] = []
        self.open: _Entry | None = None
        self._layers = layers
        self._held: list[Any] = []

    @contextmanager
    def call(self, operator: str) -> Iterator[_Entry]:
        """Open a call. What is called within it is part of it, as for the tracer."""
        if self.open is not None:
            yield self.open
            return
        self.open = entry = _Entry(Call(self._layers.current, operator))
        try:
            yield entry
        finally:
            self.entries.append(entry)
            self.open = None

    def storages(self, values: Any) -> set[int]:
        """The storages behind tensors. They are held, so that none is given another's address."""
        found = [tensor.untyped_storage() for tensor in tensors_in(values)]
        self._held += found
        return {storage._cdata for storage in found}

    def mark_unused(self, results: list[Any]) -> None:
        """Walk back from the results: a call is used where they, or a used later call, need what it wrote."""
        needed = self.storages(results)
        for entry in reversed(self.entries):
            entry.call.is_used = not needed.isdisjoint(entry.writes)
            if entry.call.is_used:
                needed |= entry.reads


class _CompositesMode(PassMode):
    """Makes a call of each operator that arrives, and lets it fall into its kernels."""

    def __init__(self, ledger: _Ledger) -> None:
        super().__init__()
        self._ledger = ledger

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The operator's result."""
        if operator._schema.name in _LOOKED_INTO:
            with self:
                return operator.decompose(*args, **kwargs)
        is_outermost = self._ledger.open is None
        with self._ledger.call(traced_name(operator)) as entry:
            with torch.inference_mode(False), torch.no_grad():
                result = operator(*args, **kwargs)
            self._note_storages(entry, operator, [*args, *kwargs.values()], result)
            if is_outermost:
                entry.call.fvcore = fvcore_rules.amount(operator, args, result)
        return result

    def _note_storages(self, entry: _Entry, operator: OpOverload, given: list[Any], result: Any) -> None:
        reads = self._ledger.storages(given)
        entry.reads |= reads
        entry.writes |= self._ledger.storages([result])
        if operator._schema.is_mutable:
            entry.writes |= reads


class _KernelsMode(PassMode):
    """Runs each kernel on meta tensors and adds its MACs to the open call."""

    def __init__(self, ledger: _Ledger) -> None:
        super().__init__()
        self._ledger, self._kernels = ledger, MetaKernels()

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The kernel's result."""
        result, cost = self._kernels.run(operator, args, kwargs)
        if cost is not None and self._ledger.open is not None:
            call = self._ledger.open.call
            if cost.work.macs:
                call.kernels[cost.operator] += cost.work.macs
            if not cost.is_known:
                call.unknown.add(cost.operator)
        return result


def traced_name(operator: OpOverload) -> str:
    """The name of an operator in a trace."""
    if operator._schema.name in _CONVOLUTIONS:
        return "_convolution_mode" if operator._overloadname == "padding" else "_convolution"
    return operator._schema.name.removeprefix("aten::")


@contextmanager
def _functions_as_calls(ledger: _Ledger) -> Iterator[None]:
    """Make one call of each custom `autograd.Function`, as the tracer does. Torch offers no hook for them."""
    original = Function.__dict__["apply"]

    def apply(function: type[Function], *args: Any, **kwargs: Any) -> Any:
        with ledger.call(function.__name__):
            return original.__get__(None, function)(*args, **kwargs)

    Function.apply = classmethod(apply)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Function.apply = original  # type: ignore[method-assign]
