"""What was measured: samples, rounds, the estimate made of them, and the state of a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from mixbench.core.cost import CostReport
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
    """When to stop: the relative half-width of the 95 % interval, or a time cap in seconds."""

    half_width: float
    cap_s: float


PRECISION_TARGETS: dict[Precision, PrecisionTarget] = {
    "quick": PrecisionTarget(0.03, 10.0),
    "normal": PrecisionTarget(0.01, 30.0),
    "publish": PrecisionTarget(0.005, 120.0),
}


@dataclass(frozen=True)
class Round:
    """One uninterrupted visit to a case. Samples are milliseconds for one call of the whole batch.

    `marked` says which samples were disturbed (same length); `other_load` is the share of the
    measuring cores that other processes took during the round, None where it cannot be known.
    """

    number: int
    samples_ms: tuple[float, ...]
    marked: tuple[bool, ...]
    other_load: float | None = None


@dataclass(frozen=True)
class Estimate:
    """The median of the round medians with its 95 % interval over rounds, in milliseconds.

    The interval is None before the second round: one round says nothing about its own spread.
    """

    median_ms: float
    ci_low_ms: float | None
    ci_high_ms: float | None
    rounds: int
    samples: int
    marked_share: float

    @property
    def half_width(self) -> float | None:
        """Half the interval relative to the median (0.01 is +-1 %)."""
        if self.ci_low_ms is None or self.ci_high_ms is None or not self.median_ms:
            return None
        return (self.ci_high_ms - self.ci_low_ms) / 2 / self.median_ms


@dataclass(frozen=True)
class Timing:
    """A finished timing. Latency is of one call of the whole batch, in milliseconds.

    `reasons` are sentences on why the timing is not to be trusted (empty: verified).
    `block` calls were timed together as one sample. `warm_up_ms` holds the calls before round 1.
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


@dataclass(frozen=True)
class Device:
    """A device that the worker can run on."""

    id: str
    name: str
    memory_bytes: int | None = None
    dtypes: tuple[str, ...] = ("float32",)


@dataclass(frozen=True)
class Environment:
    """The machine and software that a measurement was taken with."""

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
