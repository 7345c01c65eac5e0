"""What the machine can do at best, and how near to it a measurement comes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mixbench.core.cost import Count
from mixbench.core.measurement import Environment, Measurement
from mixbench.core.model import Case, Conditions, Dtype

#: What roofs are told apart by: device, dtype and threads, None on a device that the processor only drives.
RoofKey = tuple[str, str, int | None]


@dataclass(frozen=True)
class Roof:
    """The best rates that were measured on a device: of a large matrix product in one dtype and with
    so many threads (MACs a second), and of reading and writing memory (bytes a second).

    `threads` is None on a device that the processor only drives. Where other processes took the cores
    meanwhile, it `is_disturbed`: the device can do at least this.
    """

    device: str
    dtype: Dtype
    threads: int | None
    macs_per_s: float
    bytes_per_s: float
    measured_at: str = ""
    is_disturbed: bool = False

    @property
    def key(self) -> RoofKey:
        """What the roof is one of."""
        return self.device, self.dtype, self.threads

    def succeeding(self, earlier: Roof) -> Roof:
        """What is known after both were measured: a quiet look replaces the earlier one, a disturbed look
        can only raise it."""
        if not self.is_disturbed:
            return self
        return replace(
            earlier,
            macs_per_s=max(self.macs_per_s, earlier.macs_per_s),
            bytes_per_s=max(self.bytes_per_s, earlier.bytes_per_s),
        )

    @property
    def ridge_macs_per_byte(self) -> float:
        """The intensity above which arithmetic is the limit, below which memory is."""
        return self.macs_per_s / self.bytes_per_s

    def attainable_macs_per_s(self, macs_per_byte: float) -> float:
        """The roofline: the rate that work of this intensity can reach."""
        return min(self.macs_per_s, macs_per_byte * self.bytes_per_s)


def roof_key(conditions: Conditions, here: Environment) -> RoofKey:
    """The roof that a case under these conditions stays below on this machine."""
    if conditions.device != "cpu":
        return conditions.device, conditions.dtype, None
    return "cpu", conditions.dtype, conditions.threads or here.default_threads or here.physical_cores


@dataclass(frozen=True)
class Work:
    """What one timed call of the whole batch does: MACs, and the bytes that its operators read and write.

    Bytes are those of running operator by operator. What stays in a cache, or what a compiler fuses, never
    reaches memory, so a call can be faster than the roofline of its intensity allows.
    """

    macs: int
    bytes_moved: int

    @property
    def macs_per_byte(self) -> float:
        """The intensity; infinite for work that moves nothing."""
        return self.macs / self.bytes_moved if self.bytes_moved else float("inf")


def work_of(count: Count, case: Case) -> Work | None:
    """The work of a call; None for a training step of which only the forward pass was counted."""
    if case.conditions.mode == "inference":
        return Work(count.macs * case.batch, (count.bytes_read + count.bytes_written) * case.batch)
    if not count.phases:
        return None
    macs = moved = 0
    for part in count.phases:
        times = 1 if part.phase == "optimizer" else case.batch  # the optimizer sees weights, not images
        macs += part.macs * times
        moved += (part.bytes_read + part.bytes_written) * times
    return Work(macs, moved)


@dataclass(frozen=True)
class Reach:
    """How near a measurement comes to what its device can do: the rate that it achieved, its share of the
    roof of matrix products (1 is the roof), and of the roofline of its intensity; None without a roof."""

    macs_per_s: float
    roof_share: float | None = None
    roofline_share: float | None = None


def reach_of(measurement: Measurement, roof: Roof | None) -> Reach | None:
    """None where nothing was timed, or where the work is not known."""
    if measurement.timing is None or measurement.cost is None:
        return None
    work = work_of(measurement.cost.count, measurement.case)
    if work is None or not measurement.timing.estimate.median_ms:
        return None
    rate = work.macs * 1e3 / measurement.timing.estimate.median_ms
    if roof is None:
        return Reach(rate)
    return Reach(rate, rate / roof.macs_per_s, rate / roof.attainable_macs_per_s(work.macs_per_byte))
