"""The peak of live tensors in a pass, on meta tensors (a forecast) and on real ones (a measurement).

A storage is live from the operator that returns it until nothing refers to it any more, which
Python's reference counts tell at once. Polling the resident set instead misses most of a peak.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from torch import Tensor, UntypedStorage
from torch._ops import OpOverload

from mixbench.engine.dispatch import PassMode
from mixbench.engine.metakernels import tensors_in


@dataclass(frozen=True)
class Peak:
    """The most bytes that were live at once, with the layer and operator that reached it."""

    activation_bytes: int
    layer: str
    operator: str


class LiveTensors:
    """Follows storages from birth to death. Those of the weights are left out."""

    def __init__(self, weights: Iterable[Tensor]) -> None:
        self._weights = {weight.untyped_storage()._cdata for weight in weights}
        self._live: dict[int, tuple[weakref.ref[UntypedStorage], int]] = {}
        self._live_bytes = 0
        self.peak = Peak(0, "", "input")

    def add(self, tensor: Tensor, layer: str, operator: str) -> None:
        """Take note of a tensor that an operator returned; a storage that is known counts once."""
        storage = tensor.untyped_storage()
        key = storage._cdata
        if key in self._weights:
            return
        size = storage.nbytes()
        known = self._live.get(key)
        if known is not None:
            if known[1] == size:
                return
            self._live_bytes -= known[1]  # it was resized in place
        self._live[key] = (weakref.ref(storage, self._forgetter(key)), size)
        self._live_bytes += size
        if self._live_bytes > self.peak.activation_bytes:
            self.peak = Peak(self._live_bytes, layer, operator)

    def _forgetter(self, key: int) -> Callable[[Any], None]:
        def forget(_: Any) -> None:
            self._live_bytes -= self._live.pop(key)[1]

        return forget


class LiveTensorsMode(PassMode):
    """Runs operators for real and follows what they return."""

    def __init__(self, live: LiveTensors) -> None:
        super().__init__()
        self._live = live

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The result, after taking note of it."""
        result = operator(*args, **kwargs)
        for tensor in tensors_in([result]):
            self._live.add(tensor, "", operator._schema.name)
        return result
