"""One pass or training step on meta tensors, watched operator by operator: its cost, and what was live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import torch
from torch import Tensor, nn
from torch._ops import OpOverload

from mixbench.core.cost import MemoryForecast, Phase
from mixbench.core.model import Case
from mixbench.engine import building
from mixbench.engine.anatomy import Anatomy
from mixbench.engine.device_functions import DeviceFunctions
from mixbench.engine.dispatch import PassMode
from mixbench.engine.layers import GradientLayers, LayerStack
from mixbench.engine.liveness import LiveTensors
from mixbench.engine.metakernels import Cost, MetaKernels, tensors_in
from mixbench.engine.quiet import without_collection
from mixbench.engine.training import Task, TrainingStep


@dataclass
class Sum:
    """What one operator in one layer, or all of them, did for the whole batch."""

    calls: int = 0
    macs: int = 0
    other: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    grouped_macs: int = 0

    def add(self, more: Sum) -> None:
        """Add another's amounts to these."""
        self.calls += more.calls
        self.macs += more.macs
        self.other += more.other
        self.bytes_read += more.bytes_read
        self.bytes_written += more.bytes_written
        self.grouped_macs += more.grouped_macs


@dataclass
class Tally:
    """Calls by phase, layer and what they cost: the same call in a layer is only numbered."""

    calls: dict[tuple[Phase, str, Cost], int] = field(default_factory=lambda: defaultdict(int))

    def sums(self) -> Iterable[tuple[Phase, str, Cost, Sum]]:
        """Phase, layer, an example of the call, and what all of its kind did.

        An operator without a rule is said to have done the elements that it made.
        """
        for (phase, layer, cost), times in self.calls.items():
            other = cost.work.other if cost.is_known else cost.elements
            yield (
                phase,
                layer,
                cost,
                Sum(
                    calls=times,
                    macs=times * cost.work.macs,
                    other=times * other,
                    bytes_read=times * cost.bytes_read,
                    bytes_written=times * cost.bytes_written,
                    grouped_macs=times * cost.work.macs if cost.is_grouped else 0,
                ),
            )


@dataclass(frozen=True)
class Recording:
    """What was seen of one pass or training step of a whole batch."""

    network: nn.Module
    anatomy: Anatomy
    tally: Tally
    live: LiveTensors
    batch: int
    phases: tuple[Phase, ...] = ()
    gradients: Mapping[int, int] = field(default_factory=dict)
    optimizer_bytes: int = 0

    @property
    def forecast(self) -> MemoryForecast:
        """The moment at which the most is live."""
        at, peak = self.live.peak_at, self.live.peak
        return MemoryForecast(
            activation_bytes=peak.live_bytes,
            weight_bytes=self.anatomy.weight_bytes,
            peak_layer=peak.layer,
            peak_operator=peak.operator,
            peak_phase=peak.phase,
            # Gradients of the weights live from their birth to the end of the step.
            gradient_bytes=sum(size for born, size in self.gradients.items() if born <= at),
            optimizer_bytes=self.optimizer_bytes,
        )


def record_case(case: Case) -> Recording:
    """Build the case on `meta` and watch its pass or training step; raise `RequestError` where refused."""
    network, shape = building.blueprint(case), building.input_shape(case)
    image = building.blank_input(shape, case.conditions.dtype, case.conditions.layout, device="meta")
    if case.conditions.mode == "inference":
        return record_pass(network, image, case.conditions.device)
    return record_step(network, image, building.task_of(case), case.conditions.device)


def record_pass(network: nn.Module, image: Tensor, device: str = "cpu") -> Recording:
    """Watch one forward pass of a network on `meta`, in the mode (training or eval) that it is in, as
    `device` would run it."""
    anatomy = Anatomy.of(network)
    layers, live, tally = LayerStack(anatomy.modules), LiveTensors(anatomy.weights), Tally()
    live.begin(image)
    watching = _watching(device, layers, _RecordingMode(layers, live, tally, device))
    with torch.no_grad(), watching:
        network(image)
    return Recording(network, anatomy, tally, live, image.shape[0])


def record_step(network: nn.Module, image: Tensor, task: Task, device: str = "cpu") -> Recording:
    """Watch one training step of a network on `meta`, whose optimizer has its state already.

    The network is left in training mode.
    """
    anatomy, step = Anatomy.of(network), TrainingStep(network, image, task)
    live, tally = LiveTensors((*anatomy.weights, *step.optimizer_state)), Tally()
    layers = GradientLayers(anatomy.modules, anatomy.parameters)
    live.begin(image, step.target)
    gradients: Mapping[int, int] = {}
    with torch.enable_grad(), _watching(device, layers, _StepMode(layers, live, tally, device)):
        for live.phase, run in step.phases:
            run()
            if live.phase == "backward":
                gradients = live.births(item.grad for item in anatomy.weights if item.grad is not None)
    state = sum(item.untyped_storage().nbytes() for item in step.optimizer_state)
    phases = tuple(phase for phase, _ in step.phases)
    return Recording(network, anatomy, tally, live, image.shape[0], phases, gradients, state)


@contextmanager
def _watching(device: str, layers: LayerStack, mode: PassMode) -> Iterator[None]:
    """All that must be on while a network runs."""
    _load_meta_kernels()
    with without_collection(), DeviceFunctions(device), layers.watching(), mode:
        yield


@cache
def _load_meta_kernels() -> None:
    """The first of torch's kernels that is written in Python loads modules, and what it was called with
    stays alive until the next garbage collection: let that be something small."""
    nn.functional.layer_norm(torch.empty(1, 1, device="meta"), (1,))


class _RecordingMode(PassMode):
    """Runs every operator on meta tensors and writes down what it cost, and where."""

    def __init__(self, layers: LayerStack, live: LiveTensors, tally: Tally, device: str) -> None:
        super().__init__()
        self._layers, self._live, self._calls = layers, live, tally.calls
        self._kernels = MetaKernels(device)

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """The result, after adding its cost to the tally."""
        result, cost = self._kernels.run(operator, args, kwargs)
        if cost is not None:
            layer, live = self._layer(), self._live
            self._calls[live.phase, layer, cost] += 1
            if isinstance(result, Tensor):
                live.add(result, layer)
            else:
                for tensor in tensors_in([result]):
                    live.add(tensor, layer)
            live.note(layer, cost.operator)
        return result

    def _layer(self) -> str:
        return self._layers.current


class _StepMode(_RecordingMode):
    """The same for a training step, whose way back is the work of the layers that made the graph."""

    def __init__(self, layers: GradientLayers, live: LiveTensors, tally: Tally, device: str) -> None:
        super().__init__(layers, live, tally, device)
        self._gradients = layers

    def _layer(self) -> str:
        if self._live.phase == "backward":
            return self._gradients.at_gradient()
        return self._layers.current
