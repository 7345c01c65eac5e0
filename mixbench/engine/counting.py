"""Our own counter: one pass over meta tensors says MACs, other operations, bytes and live memory.

It sees what torch dispatches, so functional calls, `@`, einsum and direct `.forward()` calls count
like modules do, at any resolution, without computing anything. A training step is seen the same way:
autograd dispatches the way back operator by operator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import torch
from torch import nn

from mixbench.core.cost import Count, LayerCost, OperatorCount, Phase, PhaseCount, RoleCost
from mixbench.core.model import Case, Dtype, Layout
from mixbench.core.roles import Role
from mixbench.engine import building
from mixbench.engine.quiet import without_collection
from mixbench.engine.recording import Recording, Sum, record_case, record_pass, record_step
from mixbench.engine.training import Task
from mixbench.zoo.roles import roles_by_path

#: (batch, channels, height, width) of the input, height and width in pixels.
Shape = tuple[int, int, int, int]


def count_case(case: Case) -> Count:
    """Build the case on `meta` and count its pass or training step.

    Raises `RequestError` where the case is refused.
    """
    with without_collection():
        return _Report(record_case(case)).count()


def count(
    network: nn.Module,
    shape: Shape,
    dtype: Dtype = "float32",
    layout: Layout = "contiguous",
    device: str = "cpu",
) -> Count:
    """Count one forward pass of a network on `meta`, whose weights already have `dtype` and `layout`.

    MACs, operations and bytes are of one image, memory is of the whole batch, as `device` would run it.
    The network is run as it is, in the mode (training or eval) that it is in.
    """
    image = building.blank_input(shape, dtype, layout, device="meta")
    return _Report(record_pass(network, image, device)).count()


def count_step(
    network: nn.Module,
    shape: Shape,
    dtype: Dtype = "float32",
    layout: Layout = "contiguous",
    task: Task = "classification",
    device: str = "cpu",
) -> Count:
    """Count one training step of such a network, which is left in training mode.

    Raises `RequestError` where a batch norm cannot be trained at this batch.
    """
    image = building.blank_input(shape, dtype, layout, device="meta")
    return _Report(record_step(network, image, task, device)).count()


def rehearse() -> None:
    """Count a tiny network, so that torch loads now what its meta kernels need (a second or two)."""
    with torch.device("meta"):
        network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.GELU(), nn.Flatten(2), nn.LayerNorm(4))
    count(network.eval(), (1, 3, 2, 2))


class _Report:
    """Turns a recording of a whole batch into the count of one image."""

    def __init__(self, recording: Recording) -> None:
        self._recording, self._anatomy = recording, recording.anatomy
        self._roles = roles_by_path(recording.network)
        self._layers: dict[tuple[Phase, str], Sum] = defaultdict(Sum)
        self._operators: dict[str, Sum] = defaultdict(Sum)
        self._unknown: dict[str, Sum] = defaultdict(Sum)
        for phase, layer, cost, done in recording.tally.sums():
            self._layers[phase, layer].add(done if cost.is_known else replace(done, other=0))
            if not cost.is_known:
                self._unknown[cost.operator].add(done)
            elif phase == "forward" and cost.elements:
                self._operators[cost.operator].add(done)

    def count(self) -> Count:
        """Everything by layer, role and operator."""
        layers = self._layer_costs()
        return Count(
            params=sum(layer.params for layer in layers),
            trainable_params=sum(self._trainable(layer.path) for layer in layers),
            macs=sum(layer.macs for layer in layers),
            other_operations=sum(layer.other_operations for layer in layers),
            bytes_read=sum(layer.bytes_read for layer in layers),
            bytes_written=sum(layer.bytes_written for layer in layers),
            by_role=self._role_costs(layers),
            memory=self._recording.forecast,
            layers=layers,
            operators=self._operator_counts(self._operators),
            unknown=self._operator_counts(self._unknown),
            phases=tuple(self._phase_count(phase) for phase in self._recording.phases),
        )

    def _layer_costs(self) -> tuple[LayerCost, ...]:
        """The modules that work or hold parameters themselves, in the network's own order."""
        peaks, held = self._recording.live.peaks(), self._recording.live.held_at_peak()
        at_work = {layer for _, layer in self._layers} | held.keys()
        return tuple(
            replace(self._layer_cost(path), peak_bytes=peaks.get(path, 0), held_bytes=held.get(path, 0))
            for path in self._anatomy.modules
            if path in at_work or self._anatomy.parameters[path]
        )

    def _layer_cost(self, path: str) -> LayerCost:
        done = self._layers.get(("forward", path), Sum())
        back = self._layers.get(("backward", path), Sum())
        return LayerCost(
            path=path,
            kind=type(self._anatomy.modules[path]).__name__,
            role=self._roles.get(path, Role.OTHER),
            params=self._anatomy.params(path),
            macs=self._per_image(done.macs),
            other_operations=self._per_image(done.other),
            bytes_read=self._per_image(done.bytes_read),
            bytes_written=self._per_image(done.bytes_written),
            backward_macs=self._per_image(back.macs),
            grouped_macs=self._per_image(done.grouped_macs),
        )

    def _phase_count(self, phase: Phase) -> PhaseCount:
        """The sum of its layers; the optimizer runs once for the whole batch, and so stays whole."""
        total = Sum()
        for (of, _), done in self._layers.items():
            if of == phase:
                total.add(done)
        share = (lambda amount: amount) if phase == "optimizer" else self._per_image
        return PhaseCount(
            phase,
            macs=share(total.macs),
            other_operations=share(total.other),
            bytes_read=share(total.bytes_read),
            bytes_written=share(total.bytes_written),
        )

    def _role_costs(self, layers: Iterable[LayerCost]) -> dict[Role, RoleCost]:
        """Trainable parameters and MACs by role, without roles that have neither."""
        shares: dict[Role, RoleCost] = defaultdict(RoleCost)
        for layer in layers:
            shares[layer.role] += RoleCost(self._trainable(layer.path), layer.macs)
        return {role: share for role, share in shares.items() if share != RoleCost()}

    def _trainable(self, path: str) -> int:
        return self._anatomy.params(path, trainable=True)

    def _operator_counts(self, sums: Mapping[str, Sum]) -> tuple[OperatorCount, ...]:
        """Operators with the most MACs first, then the most other operations."""
        counts = [
            OperatorCount(name, done.calls, self._per_image(done.macs), self._per_image(done.other))
            for name, done in sums.items()
        ]
        return tuple(sorted(counts, key=lambda one: (-one.macs, -one.other_operations, one.name)))

    def _per_image(self, amount: int) -> int:
        """MACs divide exactly; what is read or made once for the whole batch is rounded."""
        batch = self._recording.batch
        return amount // batch if amount % batch == 0 else round(amount / batch)
