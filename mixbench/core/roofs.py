"""What the machine can do at best, and how near to it a measurement comes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Roof:
    """The best rates that were measured on a device: of a large matrix product in one dtype and with
    so many threads (MACs a second), and of reading and writing memory (bytes a second)."""

    device: str
    dtype: str
    threads: int | None
    macs_per_s: float
    bytes_per_s: float
    measured_at: str = ""

    @property
    def ridge_macs_per_byte(self) -> float:
        """The intensity above which arithmetic is the limit, below which memory is."""
        return self.macs_per_s / self.bytes_per_s

    def attainable_macs_per_s(self, macs_per_byte: float) -> float:
        """The roofline: the rate that work of this intensity can reach."""
        return min(self.macs_per_s, macs_per_byte * self.bytes_per_s)
