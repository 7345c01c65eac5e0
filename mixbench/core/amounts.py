"""What a model costs as one number with its interval, by law or as it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from mixbench.core.cost import Count
from mixbench.core.measurement import Estimate, Measurement, Status
from mixbench.core.model import Case
from mixbench.core.role_times import RoleTimes
from mixbench.core.units import bytes_text, milliseconds, si, significant

#: What a cost can be. `memory` is all that is live at the peak by our count (weights, activations, and in a
#: training step gradients and the optimizer's state), `activation` the same without weights and optimizer,
#: `peak` what the device's allocator said, without weights.
CostKind = Literal["macs", "params", "latency", "throughput", "activation", "memory", "peak", "energy"]
COST_KINDS: tuple[CostKind, ...] = get_args(CostKind)

#: What the catalog knows of every model at every size; for the others a session must have looked.
BY_LAW: frozenset[CostKind] = frozenset(("macs", "params"))

#: What is better where there is more of it.
MORE_IS_BETTER: frozenset[CostKind] = frozenset(("throughput",))


@dataclass(frozen=True)
class Amount:
    """A cost with its 95 % interval. An exact one is its own interval; where both ends are None nothing is
    known of its spread, and nothing follows from it for sure."""

    value: float
    low: float | None = None
    high: float | None = None

    @classmethod
    def exact(cls, value: float) -> Amount:
        """A count, which has no spread."""
        return cls(value, value, value)

    @property
    def is_sure(self) -> bool:
        """Whether its spread is known."""
        return self.low is not None and self.high is not None

    @property
    def least(self) -> float:
        """The lower end, as far down as can be where it is not known."""
        return float("-inf") if self.low is None else self.low

    @property
    def most(self) -> float:
        """The upper end, as far up as can be where it is not known."""
        return float("inf") if self.high is None else self.high

    @property
    def half_width(self) -> float | None:
        """Half the interval relative to the value (0.01 is +-1 %); None where there is no interval."""
        if self.low is None or self.high is None or self.low == self.high or not self.value:
            return None
        return (self.high - self.low) / 2 / abs(self.value)

    def negative(self) -> Amount:
        """The same amount where more of it is better: what is best becomes least."""
        return Amount(-self.value, None if self.high is None else -self.high, _negative(self.low))

    def inverse(self, numerator: float) -> Amount:
        """A rate of a time, or a time of a rate: its interval turns round."""
        low, high = (numerator / end if end else None for end in (self.high, self.low))
        return Amount(numerator / self.value, low, high)


def amount_text(kind: CostKind, value: float) -> str:
    """A cost with its unit: `18.2 ms`, `3.88 GMACs`, `15.16 M`."""
    if kind == "macs":
        short = si(value)
        return f"{short}MACs" if short[-1].isalpha() else f"{short} MACs"
    if kind == "params":
        return si(value)
    if kind == "latency":
        return f"{milliseconds(value)} ms"
    if kind == "throughput":
        return f"{significant(value)} img/s"
    return f"{significant(value)} J" if kind == "energy" else bytes_text(value)


def _negative(end: float | None) -> float | None:
    return None if end is None else -end


@dataclass(frozen=True)
class Observation:
    """What is known of a case so far. `estimate` is its best timing yet; `measurement` may grow still, and
    `role_times` are known where its layers were timed."""

    case: Case
    measurement: Measurement | None
    estimate: Estimate | None
    role_times: RoleTimes | None = None

    @property
    def is_trusted(self) -> bool:
        """Whether its timing was undisturbed, so that its interval can be relied on."""
        return self.measurement is None or self.measurement.status is not Status.UNSTABLE


def amount_of(seen: Observation, kind: CostKind) -> Amount | None:
    """One cost of a case; None where that was not measured. Parameters and MACs are asked of the law."""
    if kind == "latency":
        return _latency(seen)
    if kind == "throughput":
        latency = _latency(seen)
        return latency.inverse(1000 * seen.case.batch) if latency else None
    if kind == "energy":
        return _energy(seen)
    return _bytes(seen, kind)


def _latency(seen: Observation) -> Amount | None:
    """Milliseconds of one call of the whole batch; without its interval where it was disturbed."""
    known = seen.estimate
    if known is None or not known.median_ms:
        return None
    if not seen.is_trusted:
        return Amount(known.median_ms)
    return Amount(known.median_ms, known.ci_low_ms, known.ci_high_ms)


def _energy(seen: Observation) -> Amount | None:
    """Joule for one image; how it spreads over rounds is not measured."""
    timing = seen.measurement.timing if seen.measurement else None
    return Amount(timing.energy_j / seen.case.batch) if timing and timing.energy_j is not None else None


def _bytes(seen: Observation, kind: CostKind) -> Amount | None:
    report = seen.measurement.cost if seen.measurement else None
    if report is None:
        return None
    if kind == "peak":
        return None if report.peak_memory_bytes is None else Amount.exact(report.peak_memory_bytes)
    return _forecast(report.count, kind)


def _forecast(count: Count, kind: CostKind) -> Amount | None:
    if kind == "memory":
        return Amount.exact(count.memory.total_bytes)
    return Amount.exact(count.memory.activation_bytes) if kind == "activation" else None
