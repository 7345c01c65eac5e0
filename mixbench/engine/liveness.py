"""Live tensors over a pass, on meta tensors (a forecast) and on real ones (a measurement).

A storage is live from the operator that returns it until nothing refers to it any more, which
reference counts tell at once, also of what autograd keeps. Polling the resident set instead misses
most of a peak.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from torch import Tensor, UntypedStorage
from torch._ops import OpOverload

from mixbench.core.cost import Phase
from mixbench.engine.dispatch import PassMode
from mixbench.engine.metakernels import tensors_in
from mixbench.engine.operators import Kind, kind_of


class Moment(NamedTuple):
    """Bytes that are live when an operator has run, with its layer and phase."""

    live_bytes: int
    layer: str
    operator: str
    phase: Phase


class _Live(NamedTuple):
    """A storage, its bytes, who made it, and the number of the operator that did."""

    storage: weakref.ref[UntypedStorage]
    size: int
    layer: str
    born: int


class _Change(NamedTuple):
    """Bytes of a layer's making that came or went; `before` the operator of that number was through."""

    before: int
    layer: str
    size: int


class LiveTensors:
    """Follows storages from birth to death. Those of the weights are left out."""

    def __init__(self, weights: Iterable[Tensor]) -> None:
        self._weights = {weight.untyped_storage()._cdata for weight in weights}
        self._live: dict[int, _Live] = {}
        self._live_bytes = 0
        self._changes: list[_Change] = []
        #: One after each operator, in their order.
        self.moments: list[Moment] = []
        #: What is being run.
        self.phase: Phase = "forward"

    def add(self, tensor: Tensor, layer: str) -> None:
        """Take note of a tensor that an operator returned; a storage that is known counts once."""
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key in self._weights:
            return
        size = storage.nbytes()
        known = self._live.get(key)
        if known is not None:
            if known.size == size:
                return
            self._change(known.layer, -known.size)  # it was resized in place
        born = len(self.moments)
        self._live[key] = _Live(weakref.ref(storage, self._forgetter(key)), size, layer, born)
        self._change(layer, size)

    def note(self, layer: str, operator: str) -> None:
        """An operator has run, and all that it returned was added."""
        self.moments.append(Moment(self._live_bytes, layer, operator, self.phase))

    def begin(self, *inputs: Tensor) -> None:
        """What is there before the first operator belongs to the network itself."""
        for tensor in inputs:
            self.add(tensor, "")
        self.note("", "input")

    @property
    def peak_at(self) -> int:
        """The number of the first operator at which the most is live."""
        return max(range(len(self.moments)), key=lambda index: self.moments[index].live_bytes)

    @property
    def peak(self) -> Moment:
        """The moment at which the most is live."""
        return self.moments[self.peak_at]

    def peaks(self) -> dict[str, int]:
        """The most that was live while each layer was at work."""
        most: dict[str, int] = defaultdict(int)
        for moment in self.moments:
            most[moment.layer] = max(most[moment.layer], moment.live_bytes)
        return most

    def held_at_peak(self) -> dict[str, int]:
        """Of what was live at the peak, the bytes that each layer had made."""
        held: dict[str, int] = defaultdict(int)
        peak_at = self.peak_at
        for change in self._changes:
            if change.before > peak_at:
                break
            held[change.layer] += change.size
        return held

    def births(self, tensors: Iterable[Tensor]) -> dict[int, int]:
        """Bytes of tensors that are live now, by the number of the operator that made them."""
        keys = {tensor.untyped_storage()._cdata for tensor in tensors}
        found: dict[int, int] = defaultdict(int)
        for live in (self._live[key] for key in keys if key in self._live):
            found[live.born] += live.size
        return found

    def _change(self, layer: str, size: int) -> None:
        self._live_bytes += size
        self._changes.append(_Change(len(self.moments), layer, size))

    def _forgetter(self, key: int) -> Callable[[Any], None]:
        def forget(_: Any) -> None:
            gone = self._live.pop(key)
            self._change(gone.layer, -gone.size)

        return forget


class LiveTensorsMode(PassMode):
    """Runs operators for real and follows what they return."""

    def __init__(self, live: LiveTensors) -> None:
        super().__init__()
        self._live = live

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The result, after taking note of it; views are no moments, as in a forecast."""
        result = operator(*args, **kwargs)
        if kind_of(operator) is not Kind.VIEW:
            for tensor in tensors_in([result]):
                self._live.add(tensor, "")
            self._live.note("", operator._schema.name.removeprefix("aten::"))
        return result
