"""What was measured: samples, rounds, the estimate made of them, and the state of a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from mixbench.core.cost import CostReport, Phase
from mixbench.core.model import Case

Precision = Literal["quick", "normal", "publish"]
StopReason = Literal["target", "cap", "cancelled"]


class Status(StrEnum):
    """How a measurement ended; the words of the results file."""

    OK = "ok"
    UNSTABLE = "unstable"
    OUT_OF_MEMORY = "out_of_memory"
    FAILED = "failed"
    CRASHED = "crashed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class PrecisionTarget:
    """When to stop: the relative half-width of the 95 % interval, or a time cap in seconds.

    With more than one of `processes` the interval is over that many fresh processes at least.
    """

    half_width: float
    cap_s: float
    processes: int = 1


PRECISION_TARGETS: dict[Precision, PrecisionTarget] = {
    "quick": PrecisionTarget(0.03, 10.0),
    "normal": PrecisionTarget(0.01, 30.0),
    "publish": PrecisionTarget(0.005, 120.0, processes=3),
}


#: The number of the coarse first look at a case, which is shown but is no round of the estimate.
GLIMPSE = 0


@dataclass(frozen=True)
class DeviceState:
    """What a device said of itself during a round. `throttled` names the reasons why it held back."""

    clock_mhz: float | None = None
    top_clock_mhz: float | None = None
    power_w: float | None = None
    temperature_c: float | None = None
    throttled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One uninterrupted stay at a case. Samples are milliseconds for one call of the whole batch.

    `marked` says which samples were disturbed (same length); `other_load` is the share of the
    measuring cores that other processes took during the round, None where it cannot be known.
    `phases_ms` splits each sample of a training step. `block` calls made one sample. `visit` counts the
    times that the case was built and warmed up anew, `process` the processes; `began_s` is the moment
    of the first sample in seconds since 1970.
    """

    number: int
    samples_ms: tuple[float, ...]
    marked: tuple[bool, ...]
    other_load: float | None = None
    phases_ms: dict[Phase, tuple[float, ...]] = field(default_factory=dict)
    block: int = 1
    visit: int = 1
    process: int = 1
    began_s: float | None = None
    device: DeviceState | None = None

    @property
    def spent_s(self) -> float:
        """The time inside its samples."""
        return sum(self.samples_ms) * self.block / 1e3


@dataclass(frozen=True)
class WarmUp:
    """The calls before the first round, in ms, and whether they settled. `compile_ms` is what
    `torch.compile` or the capture of a CUDA graph took, apart from the calls."""

    calls_ms: tuple[float, ...]
    settled: bool
    compile_ms: float | None = None


@dataclass(frozen=True)
class Estimate:
    """The median of the round medians with its 95 % interval over rounds, in milliseconds.

    The interval is None before the second round: one round says nothing about its own spread. Where
    the target asks for several `processes`, and there are enough, it is over them: `is_over_processes`.
    """

    median_ms: float
    ci_low_ms: float | None
    ci_high_ms: float | None
    rounds: int
    samples: int
    marked_share: float
    processes: int = 1
    is_over_processes: bool = False

    @property
    def looks(self) -> int:
        """Over how many medians the interval was taken, those of rounds or of processes."""
        return self.processes if self.is_over_processes else self.rounds

    @property
    def half_width(self) -> float | None:
        """Half the interval relative to the median (0.01 is +-1 %)."""
        if self.ci_low_ms is None or self.ci_high_ms is None or not self.median_ms:
            return None
        return (self.ci_high_ms - self.ci_low_ms) / 2 / self.median_ms


@dataclass(frozen=True)
class Timing:
    """A finished timing. Latency is of one call of the whole batch, in milliseconds.

    `reasons` are sentences on why the timing is not to be trusted (empty: verified), `warnings` on what was
    seen before it that may have slowed it, or on how it ran: they cost no badge.
    `block` calls were timed together as one sample. `warm_up_ms` holds the calls before round 1.
    `phases_ms` are the medians of the parts of a training step. `end_to_end_ms` is a call from its launch
    to its result where the latency is the device's own time. `energy_j` is what the device took for a call.
    """

    estimate: Estimate
    p5_ms: float
    p95_ms: float
    p99_ms: float
    minimum_ms: float
    throughput_img_s: float
    first_call_ms: float
    stop_reason: StopReason
    target_half_width: float
    settled: bool
    block: int
    effective_threads: float | None
    pinned_cores: tuple[int, ...] = ()
    end_to_end_ms: float | None = None
    reasons: tuple[str, ...] = ()
    warm_up_ms: tuple[float, ...] = ()
    compile_ms: float | None = None
    phases_ms: dict[Phase, float] = field(default_factory=dict)
    energy_j: float | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_launch_bound(self) -> bool:
        """Whether the device waits for the processor: a call takes over 20 % longer than its work."""
        return self.end_to_end_ms is not None and self.end_to_end_ms > 1.2 * self.estimate.median_ms


@dataclass(frozen=True)
class Device:
    """A device that the worker can run on."""

    id: str
    name: str
    memory_bytes: int | None = None
    dtypes: tuple[str, ...] = ("float32",)


@dataclass(frozen=True)
class Environment:
    """The machine and software that a measurement was taken with.

    `default_threads` are what a measurement on the processor gets unless it asks for others; None where
    the MixBench that measured did not say.
    """

    mixbench: str
    python: str
    torch: str
    platform: str
    processor: str
    physical_cores: int
    logical_cores: int
    memory_bytes: int
    devices: tuple[Device, ...]
    cuda: str | None = None
    governor: str | None = None
    on_battery: bool | None = None
    settings: dict[str, str] | None = None
    default_threads: int | None = None


@dataclass(frozen=True)
class Measurement:
    """All that is known of one case; what was not measured is None."""

    case: Case
    status: Status
    error: str = ""
    cost: CostReport | None = None
    timing: Timing | None = None
    rounds: tuple[Round, ...] = ()
    started_at: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether the timing reached its target undisturbed."""
        return self.status is Status.OK and self.timing is not None and not self.timing.reasons
