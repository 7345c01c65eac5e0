"""Where timed work stands below the roofs of its machine: a point of the roofline, and what holds it back.

Bytes are those of running operator by operator (`core.roofs.Work`). Of everything that was timed, a pass or a
layer, the roofs say the least time that its MACs and its bytes take, whichever is longer; the share of the
roofline is that least time over the one that was measured. For work with MACs this is the achieved rate over
the roofline of its intensity, and for work without it is the achieved bandwidth over that of memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, log10

from mixbench.core.cost import Count
from mixbench.core.measurement import Estimate
from mixbench.core.model import Case
from mixbench.core.roofs import Roof, Work, work_of

#: From this share of the roofline on, the roof above a point is said to be what holds it back.
NEAR = 0.5

#: Samples of a roofline in each power of ten: a readout finds one wherever the mouse is.
_PER_DECADE = 24


class Bound(StrEnum):
    """What holds work back. `overhead` is neither roof: calls too small, or kernels that reach little;
    `beyond` is faster than the roofs allow, because data stay in caches or multiplications are saved."""

    MEMORY = "memory"
    ARITHMETIC = "arithmetic"
    OVERHEAD = "overhead"
    BEYOND = "beyond"


@dataclass(frozen=True)
class Rate:
    """An amount a second, or a share, with its 95 % interval where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Standing:
    """Work, the time that it took (ms, with its 95 % interval where there is one), and the roof over it,
    None where that was not measured."""

    work: Work
    time_ms: float
    low_ms: float | None = None
    high_ms: float | None = None
    roof: Roof | None = None

    @property
    def macs_per_s(self) -> Rate:
        """The achieved rate of MACs."""
        return self._over_time(self.work.macs * 1e3)

    @property
    def bytes_per_s(self) -> Rate:
        """The achieved bandwidth, of bytes read and written operator by operator."""
        return self._over_time(self.work.bytes_moved * 1e3)

    @property
    def least_ms(self) -> float | None:
        """The time that the roofs allow."""
        return None if self.roof is None else 1e3 * max(self._roof_times_s(self.roof))

    @property
    def roofline_share(self) -> Rate | None:
        """How much of what the roofs allow is reached; 1 is the roofline."""
        return None if self.least_ms is None else self._over_time(self.least_ms)

    @property
    def bound(self) -> Bound | None:
        """What holds it back; beyond the roofline only where the whole interval lies there."""
        share = self.roofline_share
        if share is None or self.roof is None:
            return None
        if (share.value if share.low is None else share.low) > 1:
            return Bound.BEYOND
        if share.value < NEAR:
            return Bound.OVERHEAD
        arithmetic_s, memory_s = self._roof_times_s(self.roof)
        return Bound.MEMORY if memory_s > arithmetic_s else Bound.ARITHMETIC

    def _roof_times_s(self, roof: Roof) -> tuple[float, float]:
        """The seconds that the MACs take at best, and those that the bytes take."""
        return self.work.macs / roof.macs_per_s, self.work.bytes_moved / roof.bytes_per_s

    def _over_time(self, amount: float) -> Rate:
        """An amount over the time; the interval of the time turns round."""
        low, high = (amount / end if end else None for end in (self.high_ms, self.low_ms))
        return Rate(amount / self.time_ms, low, high)


def standing_of(count: Count, case: Case, estimate: Estimate, roof: Roof | None) -> Standing | None:
    """Where a timed call of the whole batch stands; None where its work is not known or it took no time."""
    work = work_of(count, case)
    if work is None or not estimate.median_ms:
        return None
    return Standing(work, estimate.median_ms, estimate.ci_low_ms, estimate.ci_high_ms, roof)


def roofline_curve(roof: Roof, lowest: float, highest: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The roofline between two intensities (MACs per byte), the ridge among its samples: intensities, and the
    MACs a second that are attainable there."""
    steps = max(2, ceil(_PER_DECADE * log10(highest / lowest)))
    ridge = roof.ridge_macs_per_byte
    even = {lowest * (highest / lowest) ** (step / steps) for step in range(steps + 1)}
    x = tuple(sorted(even | ({ridge} if lowest < ridge < highest else set())))
    return x, tuple(roof.attainable_macs_per_s(at) for at in x)
