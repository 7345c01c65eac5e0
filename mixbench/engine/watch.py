"""What is timed, and the clock that it is timed by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from mixbench.core.cost import Phase
from mixbench.core.measurement import DeviceState

#: Work that is timed: a forward pass of the whole batch, or a training step or a part of it.
Call = Callable[[], object]


@dataclass(frozen=True)
class Program:
    """What is timed. `call` is one unit of work, `phases` the parts that it is made of, in their order:
    none where it is not split. `compile_ms` is what it took to compile, None where it runs as it stands.
    A program that `has_gradients` runs outside inference mode. `warnings` are sentences on how it runs.
    """

    call: Call
    phases: tuple[tuple[Phase, Call], ...] = ()
    compile_ms: float | None = None
    has_gradients: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lap:
    """One sample as the clock saw it: seconds for a block of calls. `cpu_s` is the CPU time of all
    threads of this process, None where the device's own clock was read. `parts_s` are the shares of the
    program's phases, in their order."""

    wall_s: float
    cpu_s: float | None = None
    parts_s: tuple[float, ...] = ()


class Watch(Protocol):
    """A clock with its device."""

    def block_for(self, call_s: float) -> int:
        """How many calls make a sample that the clock can resolve."""

    def laps(self, program: Program, block: int, count: int) -> Sequence[Lap]:
        """Take `count` samples of `block` calls each; fewer where the work was cancelled."""

    def begin_round(self) -> None:
        """A round begins: look at what the machine is doing."""

    def end_round(self) -> float | None:
        """The share of the measuring cores that others took since `begin_round`; None where unknown."""

    def device_state(self) -> DeviceState | None:
        """What the device said of itself during the round that ended last; None where it says nothing."""

    def end_to_end_s(self, program: Program) -> float | None:
        """Seconds of a call from here to its result, where that differs from a lap; else None."""

    def energy_j(self, program: Program) -> float | None:
        """What the device takes for a call, found in a pass of its own; None where it cannot say."""
