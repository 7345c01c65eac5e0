"""What the machine can do at best, and how near to it a measurement comes."""

from __future__ import annotations

from dataclasses import dataclass

from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions, Dtype

#: What roofs are told apart by: device, dtype and threads, None on a device that the processor only drives.
RoofKey = tuple[str, str, int | None]


@dataclass(frozen=True)
class Roof:
    """The best rates that were measured on a device: of a large matrix product in one dtype and with
    so many threads (MACs a second), and of reading and writing memory (bytes a second).

    `threads` is None on a device that the processor only drives.
    """

    device: str
    dtype: Dtype
    threads: int | None
    macs_per_s: float
    bytes_per_s: float
    measured_at: str = ""

    @property
    def key(self) -> RoofKey:
        """What the roof is one of."""
        return self.device, self.dtype, self.threads

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
