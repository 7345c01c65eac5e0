"""Our own counter: one pass over meta tensors says MACs, other operations, bytes and live memory.

It sees what torch dispatches, so functional calls, `@`, einsum and direct `.forward()` calls count
like modules do, at any resolution, without computing anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import nn
from torch._ops import OpOverload

from mixbench.core.cost import Count, LayerCost, MemoryForecast, OperatorCount, RoleCost
from mixbench.core.model import Case, Dtype, Layout
from mixbench.core.roles import Role
from mixbench.engine import building
from mixbench.engine.anatomy import Anatomy
from mixbench.engine.attention import FusedAttention
from mixbench.engine.dispatch import PassMode
from mixbench.engine.layers import LayerStack
from mixbench.engine.liveness import LiveTensors
from mixbench.engine.metakernels import Cost, MetaKernels, tensors_in
from mixbench.engine.quiet import without_collection
from mixbench.zoo.roles import roles_by_path

#: (batch, channels, height, width) of the input, height and width in pixels.
Shape = tuple[int, int, int, int]


def count_case(case: Case) -> Count:
    """Build the case on `meta` and count it; raise `RequestError` where the case is refused."""
    with without_collection():
        network, shape = building.blueprint(case), building.input_shape(case)
        return count(network, shape, case.conditions.dtype, case.conditions.layout)


def count(network: nn.Module, shape: Shape, dtype: Dtype = "float32", layout: Layout = "contiguous") -> Count:
    """Count one forward pass of a network on `meta`, whose weights already have `dtype` and `layout`.

    MACs, operations and bytes are of one image, memory is of the whole batch. The network is
    run as it is, in the mode (training or eval) that it is in.
    """
    image = building.blank_input(shape, dtype, layout, device="meta")
    anatomy = Anatomy.of(network)
    layers, live = LayerStack(anatomy.modules), LiveTensors(anatomy.weights)
    live.add(image, "", "input")
    tally = _Tally()
    counting = _CountingMode(layers, live, tally)
    with without_collection(), torch.no_grad(), FusedAttention(), layers.watching(), counting:
        network(image)
    return _Report(anatomy, roles_by_path(network), tally, shape[0]).count(live)


def rehearse() -> None:
    """Count a tiny network, so that torch loads now what its meta kernels need (a second or two)."""
    with torch.device("meta"):
        network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.GELU(), nn.Flatten(2), nn.LayerNorm(4))
    count(network.eval(), (1, 3, 2, 2))


@dataclass
class _Sum:
    """What one operator in one layer, or all of them, did for the whole batch."""

    calls: int = 0
    macs: int = 0
    other: int = 0
    bytes_read: int = 0
    bytes_written: int = 0

    def add(self, more: _Sum) -> None:
        self.calls += more.calls
        self.macs += more.macs
        self.other += more.other
        self.bytes_read += more.bytes_read
        self.bytes_written += more.bytes_written


@dataclass
class _Tally:
    """Calls by layer and by what they cost: the same call in a layer is only numbered."""

    calls: dict[tuple[str, Cost], int] = field(default_factory=lambda: defaultdict(int))

    def sums(self) -> Iterable[tuple[str, Cost, _Sum]]:
        """Layer, an example of the call, and what all of its kind did."""
        for (layer, cost), times in self.calls.items():
            yield (
                layer,
                cost,
                _Sum(
                    calls=times,
                    macs=times * cost.work.macs,
                    other=times * (cost.work.other if cost.is_known else cost.elements),
                    bytes_read=times * cost.bytes_read,
                    bytes_written=times * cost.bytes_written,
                ),
            )


class _CountingMode(PassMode):
    """Runs every operator on meta tensors and writes down what it cost, and where."""

    def __init__(self, layers: LayerStack, live: LiveTensors, tally: _Tally) -> None:
        super().__init__()
        self._layers, self._live, self._calls = layers, live, tally.calls
        self._kernels = MetaKernels()

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The result, after adding its cost to the tally."""
        result, cost = self._kernels.run(operator, args, kwargs)
        if cost is not None:
            layer = self._layers.current
            self._calls[layer, cost] += 1
            if isinstance(result, torch.Tensor):
                self._live.add(result, layer, cost.operator)
            else:
                for tensor in tensors_in([result]):
                    self._live.add(tensor, layer, cost.operator)
        return result


class _Report:
    """Turns a tally of a whole batch into the count of one image."""

    def __init__(self, anatomy: Anatomy, roles: Mapping[str, Role], tally: _Tally, batch: int) -> None:
        self._anatomy, self._roles, self._batch = anatomy, roles, batch
        self._layers: dict[str, _Sum] = defaultdict(_Sum)
        self._operators: dict[str, _Sum] = defaultdict(_Sum)
        self._unknown: dict[str, _Sum] = defaultdict(_Sum)
        for layer, cost, done in tally.sums():
            self._layers[layer].add(done if cost.is_known else replace(done, other=0))
            if not cost.is_known:
                self._unknown[cost.operator].add(done)
            elif cost.elements:
                self._operators[cost.operator].add(done)

    def count(self, live: LiveTensors) -> Count:
        """Everything by layer, role and operator."""
        layers, peak = self._layer_costs(), live.peak
        return Count(
            params=sum(layer.params for layer in layers),
            trainable_params=sum(self._trainable(layer.path) for layer in layers),
            macs=sum(layer.macs for layer in layers),
            other_operations=sum(layer.other_operations for layer in layers),
            bytes_read=sum(layer.bytes_read for layer in layers),
            bytes_written=sum(layer.bytes_written for layer in layers),
            by_role=self._role_costs(layers),
            memory=MemoryForecast(
                activation_bytes=peak.activation_bytes,
                weight_bytes=self._anatomy.weight_bytes,
                peak_layer=peak.layer,
                peak_operator=peak.operator,
            ),
            layers=layers,
            operators=self._operator_counts(self._operators),
            unknown=self._operator_counts(self._unknown),
        )

    def _layer_costs(self) -> tuple[LayerCost, ...]:
        """The modules that work or hold parameters themselves, in the network's own order."""
        return tuple(
            self._layer_cost(path)
            for path in self._anatomy.modules
            if path in self._layers or self._anatomy.parameters[path]
        )

    def _layer_cost(self, path: str) -> LayerCost:
        done = self._layers.get(path, _Sum())
        return LayerCost(
            path=path,
            kind=type(self._anatomy.modules[path]).__name__,
            role=self._roles.get(path, Role.OTHER),
            params=self._anatomy.params(path),
            macs=self._per_image(done.macs),
            other_operations=self._per_image(done.other),
            bytes_read=self._per_image(done.bytes_read),
            bytes_written=self._per_image(done.bytes_written),
        )

    def _role_costs(self, layers: Iterable[LayerCost]) -> dict[Role, RoleCost]:
        """Trainable parameters and MACs by role, without roles that have neither."""
        shares: dict[Role, RoleCost] = defaultdict(RoleCost)
        for layer in layers:
            shares[layer.role] += RoleCost(self._trainable(layer.path), layer.macs)
        return {role: share for role, share in shares.items() if share != RoleCost()}

    def _trainable(self, path: str) -> int:
        return self._anatomy.params(path, trainable=True)

    def _operator_counts(self, sums: Mapping[str, _Sum]) -> tuple[OperatorCount, ...]:
        """Operators with the most MACs first, then the most other operations."""
        counts = [
            OperatorCount(name, done.calls, self._per_image(done.macs), self._per_image(done.other))
            for name, done in sums.items()
        ]
        return tuple(sorted(counts, key=lambda one: (-one.macs, -one.other_operations, one.name)))

    def _per_image(self, amount: int) -> int:
        """MACs divide exactly; what is read or made once for the whole batch is rounded."""
        return amount // self._batch if amount % self._batch == 0 else round(amount / self._batch)
