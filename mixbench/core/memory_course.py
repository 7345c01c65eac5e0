"""The course of memory over a pass: its phases, its stages, its highest layers, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mixbench.core.cost import MemoryForecast, Phase
from mixbench.core.memory import BatchAnswer, MemoryTrace

#: More stages than this are no longer coarse.
MOST_STAGES = 14


@dataclass(frozen=True)
class MemorySplit:
    """What all that must fit at once is made of, in bytes; the parts sum to `total`."""

    weights: int
    optimizer: int
    gradients: int
    activations: int

    @classmethod
    def of(cls, forecast: MemoryForecast) -> MemorySplit:
        """The parts of a forecast."""
        return cls(
            weights=forecast.weight_bytes,
            optimizer=forecast.optimizer_bytes,
            gradients=forecast.gradient_bytes,
            activations=forecast.activation_bytes - forecast.gradient_bytes,
        )

    @property
    def floor(self) -> int:
        """What is there before the pass, and still after it."""
        return self.weights + self.optimizer

    @property
    def total(self) -> int:
        """All parts."""
        return self.floor + self.gradients + self.activations


@dataclass(frozen=True)
class Stretch:
    """Operators from `begin` up to, but not including, `end` that belong together."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True)
class LayerPeak:
    """The most bytes that were live while a layer was at work, and the operator at which they were."""

    layer: str
    phase: Phase
    operator: str
    live_bytes: int


def phase_stretches(trace: MemoryTrace) -> list[Stretch]:
    """The phases in their order."""
    return _stretches(trace.phases)


def stage_stretches(trace: MemoryTrace, most: int = MOST_STAGES) -> list[Stretch]:
    """Stages of the network along each phase: the beginnings of layer paths, as long as no more than `most`
    follow one another in a phase. What runs in the network itself belongs to the stage before."""
    layers: list[str] = []
    for index, layer in enumerate(trace.layers):
        goes_on = index > 0 and trace.phases[index] == trace.phases[index - 1]
        layers.append(layer or (layers[-1] if goes_on else ""))
    found: list[Stretch] = []
    for depth in range(1, max(layer.count(".") for layer in layers) + 2):
        by_phase = [
            _stretches([_beginning(layer, depth) for layer in layers[phase.begin : phase.end]], phase.begin)
            for phase in phase_stretches(trace)
        ]
        if found and max(map(len, by_phase)) > most:
            break
        found = [stage for stages in by_phase for stage in stages]
    return found


def highest_layers(trace: MemoryTrace, most: int) -> list[LayerPeak]:
    """The layers at work when the most was live, each once, the highest first."""
    best: dict[str, int] = {}
    for index, (layer, live) in enumerate(zip(trace.layers, trace.live_bytes, strict=True)):
        if layer not in best or live > trace.live_bytes[best[layer]]:
            best[layer] = index
    ranked = sorted(best.values(), key=lambda index: trace.live_bytes[index], reverse=True)
    return [
        LayerPeak(trace.layers[at], trace.phases[at], trace.operators[at], trace.live_bytes[at])
        for at in ranked[:most]
    ]


def difference(found: BatchAnswer) -> float | None:
    """By which share the measured peak is off the forecast one; None where nothing was run."""
    if found.measured_bytes is None or not found.activation_bytes:
        return None
    return found.measured_bytes / found.activation_bytes - 1


def _beginning(layer: str, depth: int) -> str:
    return ".".join(layer.split(".")[:depth])


def _stretches(names: Sequence[str], begin: int = 0) -> list[Stretch]:
    found: list[Stretch] = []
    for name, group in groupby(names):
        end = begin + sum(1 for _ in group)
        found.append(Stretch(name, begin, end))
        begin = end
    return found
